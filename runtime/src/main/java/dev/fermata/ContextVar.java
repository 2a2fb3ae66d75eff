package dev.fermata;

import dev.fermata.internal.Bindings;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A variable that has a value for each {@link Context}: in each task, its own.
 *
 * <p>It may be used on any thread; outside of a loop each thread has a context of its own. Made once and kept in a static
 * field: a variable is never garbage as long as some context has a value for it.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar">Python: ContextVar</a>
 */
public final class ContextVar<T extends @Nullable Object> {
    private final String name;
    private final @Nullable Object initial; // Bindings.UNSET for none

    /**
     * Makes a variable without a value.
     *
     * @param name for messages
     */
    public ContextVar(String name) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = Bindings.UNSET;
    }

    /**
     * Makes a variable that has a value where none was set.
     *
     * @param name for messages
     * @param initial the value
     */
    public ContextVar(String name, T initial) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = initial;
    }

    /**
     * The name.
     *
     * @return as given to the constructor
     */
    public String name() {
        return name;
    }

    /**
     * The value in the current context.
     *
     * @return the value that was set, or else the one given to the constructor
     * @throws NoSuchElementException if there is neither
     */
    public T get() {
        Object value = find();
        Object found = value == Bindings.UNSET ? initial : value;
        if (found == Bindings.UNSET) {
            throw new NoSuchElementException(
                    "context variable " + name + " has no value in the current context. Set it "
                            + "first, or give the variable an initial value.");
        }
        return typed(found);
    }

    /**
     * The value that was set in the current context.
     *
     * @param other the value to take if none was set
     * @return the value
     */
    public T getOrDefault(T other) {
        Object value = find();
        return value == Bindings.UNSET ? other : typed(value);
    }

    private @Nullable Object find() {
        Context context = Strand.current().context;
        return context == null ? Bindings.UNSET : context.get(this);
    }

    /**
     * Sets the value in the current context.
     *
     * @param value the value
     * @return for {@link #reset}: what was before
     */
    public Token<T> set(T value) {
        Context context = Strand.current().context();
        Token<T> token = new Token<>(this, context, context.get(this));
        context.set(this, value);
        return token;
    }

    /**
     * Undoes a {@link #set}.
     *
     * @param token what it returned
     * @throws IllegalStateException if the token was used before
     * @throws IllegalArgumentException if it belongs to another variable, or to another context than the current one
     */
    public void reset(Token<T> token) {
        if (token.used) {
            throw new IllegalStateException(token + " has already been used once");
        }
        if (token.variable != this) {
            throw new IllegalArgumentException(token + " was created by another variable than " + this);
        }
        if (token.context != Strand.current().context) {
            throw new IllegalArgumentException(token + " was created in another context than the current one");
        }
        token.used = true;
        token.context.set(this, token.before);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // only set writes it
    private T typed(@Nullable Object value) {
        return (T) value;
    }

    /** The name. */
    @Override
    public String toString() {
        return "ContextVar[" + name + "]";
    }

    /**
     * What undoes a {@link ContextVar#set}.
     *
     * @param <T> the type of the value
     */
    public static final class Token<T extends @Nullable Object> {
        private final ContextVar<T> variable;
        private final Context context;
        private final @Nullable Object before; // Bindings.UNSET for none
        private boolean used;

        private Token(ContextVar<T> variable, Context context, @Nullable Object before) {
            this.variable = variable;
            this.context = context;
            this.before = before;
        }

        /** The variable. */
        @Override
        public String toString() {
            return "Token[" + variable.name + (used ? ", used" : "") + "]";
        }
    }
}
