package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * A value that is there later.
 *
 * @param <T> the type of the value
 */
public abstract class Future<T extends @Nullable Object> extends Awaitable<T> {
    /** For subclasses. */
    protected Future() {}

    /**
     * Whether it is done.
     *
     * @return whether it has a value, has failed or was cancelled
     */
    public abstract boolean isDone();

    /**
     * The value.
     *
     * @return the value
     */
    public abstract T result();
}
