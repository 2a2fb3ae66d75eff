package dev.fermata.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of context variables: an immutable map, by identity, in the order of setting. Programs have a handful of
 * context variables, for which searching an array is faster than hashing.
 */
public final class Bindings {
    /** No values. */
    public static final Bindings EMPTY = new Bindings(new Object[0]);

    /** What {@link #get} returns for a variable without a value. */
    public static final Object UNSET = new Object();

    private final @Nullable Object[] pairs; // variable, value, variable, value ...; never changed

    private Bindings(@Nullable Object[] pairs) {
        this.pairs = pairs;
    }

    /**
     * The value of a variable.
     *
     * @param variable which
     * @return its value, or {@link #UNSET}
     */
    public @Nullable Object get(Object variable) {
        int at = find(variable);
        return at < 0 ? UNSET : pairs[at + 1];
    }

    /**
     * The same with another value.
     *
     * @param variable which
     * @param value its value
     * @return a new map
     */
    public Bindings with(Object variable, @Nullable Object value) {
        int at = find(variable);
        @Nullable Object[] changed = Arrays.copyOf(pairs, at < 0 ? pairs.length + 2 : pairs.length);
        int to = at < 0 ? pairs.length : at;
        changed[to] = variable;
        changed[to + 1] = value;
        return new Bindings(changed);
    }

    /**
     * The same without a variable.
     *
     * @param variable which
     * @return a new map; this one if it has no such variable
     */
    public Bindings without(Object variable) {
        int at = find(variable);
        if (at < 0) {
            return this;
        }
        @Nullable Object[] fewer = new Object[pairs.length - 2];
        System.arraycopy(pairs, 0, fewer, 0, at);
        System.arraycopy(pairs, at + 2, fewer, at, fewer.length - at);
        return fewer.length == 0 ? EMPTY : new Bindings(fewer);
    }

    private int find(Object variable) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] == variable) {
                return i;
            }
        }
        return -1;
    }

    /**
     * How many variables have values.
     *
     * @return zero or more
     */
    public int size() {
        return pairs.length / 2;
    }

    /** {@code {variable=value, ...}}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            text.append(i == 0 ? "" : ", ").append(pairs[i]).append('=').append(pairs[i + 1]);
        }
        return text.append('}').toString();
    }
}
