package dev.fermata.woven;

import org.jspecify.annotations.Nullable;

/**
 * A generator that ends with a value as soon as it is started: what {@code done(value)} makes outside a return.
 *
 * @param <Y> the type of the values that it would hand out
 * @param <S> the type of the values that it would be sent
 * @param <R> the type of the value at the end
 */
public final class Returned<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        extends GeneratorFrame<Y, S, R> {
    private final @Nullable Object value;

    private Returned(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Makes the generator.
     *
     * @param value what it ends with
     * @return the generator
     */
    public static Returned<?, ?, ?> of(@Nullable Object value) {
        return new Returned<>(value);
    }

    /**
     * Makes a generator that ends without a value.
     *
     * @return the generator
     */
    public static Returned<?, ?, ?> ofNothing() {
        return new Returned<>(null);
    }

    /**
     * What it ends with, started or not.
     *
     * @return the value
     */
    public @Nullable Object value() {
        return value;
    }

    @Override
    public @Nullable Object step(@Nullable Object sent, @Nullable Throwable exception) {
        return label == CREATED ? returned(value) : idle(exception);
    }
}
