package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What an {@code await} throws in a task that is being cancelled, so that its {@code finally} blocks run, and what awaiting
 * something cancelled throws.
 *
 * <p>It is an {@link Error} so that {@code catch (Exception e)} does not catch it, as {@code except Exception} does not catch
 * Python's. Who catches it should throw it again after cleaning up. It has no stack trace.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-exceptions.html#asyncio.CancelledError">asyncio:
 *     CancelledError</a>
 */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1L;

    /** Makes the signal. */
    public CancelledError() {
        this(null);
    }

    /**
     * Makes the signal.
     *
     * @param message what was given to {@code cancel}; may be null
     */
    public CancelledError(@Nullable String message) {
        super(message, null, true, false);
    }
}
