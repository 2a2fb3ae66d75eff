package dev.fermata;

import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * How something has ended: an item of what {@link Asyncio#gatherOutcomes} gives. Immutable.
 *
 * @param value the value; null if there is an exception
 * @param exception with what it has failed, or a {@link CancelledError}; null if there is a value
 * @param <T> the type of the value
 */
public record Outcome<T extends @Nullable Object>(
        @Nullable T value, @Nullable Throwable exception) {
    /** How a future has ended, which is done. */
    @SuppressWarnings("unchecked") // as the caller knows
    static <T extends @Nullable Object> Outcome<T> of(Future<?> done) {
        try {
            return new Outcome<>((T) done.result(), null);
        } catch (Throwable thrown) {
            return new Outcome<>(null, thrown);
        }
    }

    /**
     * Whether it has a value.
     *
     * @return false if it has failed or was cancelled
     */
    public boolean isSuccess() {
        return exception == null;
    }

    /**
     * The value, or the exception.
     *
     * @return the value; if there is an exception, it is thrown as it is
     */
    @SuppressWarnings("NullAway") // without an exception the value is one of T
    public T get() {
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return value;
    }

    /** As the value, or as the exception. */
    @Override
    public String toString() {
        return String.valueOf(exception == null ? value : exception);
    }
}
