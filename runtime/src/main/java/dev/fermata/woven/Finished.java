package dev.fermata.woven;

import org.jspecify.annotations.Nullable;

/**
 * A coroutine that ends with a value as soon as it is awaited: what {@code done(value)} makes outside a return.
 *
 * @param <T> the type of the value
 */
public final class Finished<T extends @Nullable Object> extends CoroutineFrame<T> {
    private final @Nullable Object value;

    private Finished(@Nullable Object value) {
        this.value = value;
    }

    /**
     * Makes the coroutine.
     *
     * @param value what it ends with
     * @return the coroutine
     */
    public static Finished<?> of(@Nullable Object value) {
        return new Finished<>(value);
    }

    /**
     * Makes a coroutine that ends without a value.
     *
     * @return the coroutine
     */
    public static Finished<?> ofNothing() {
        return new Finished<>(null);
    }

    /**
     * What it ends with.
     *
     * @return the value
     */
    public @Nullable Object value() {
        return value;
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object received, @Nullable Throwable exception) {
        label = RUNNING;
        return Awaits.result(resumed(value, exception));
    }
}
