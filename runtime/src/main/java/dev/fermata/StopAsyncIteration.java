package dev.fermata;

import java.util.NoSuchElementException;

/**
 * The end of an {@link AsyncGenerator}. It has no stack trace, so that it costs next to nothing.
 *
 * @see <a href="https://docs.python.org/3/library/exceptions.html#StopAsyncIteration">Python: StopAsyncIteration</a>
 */
public final class StopAsyncIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1L;

    /** Makes the end signal. */
    public StopAsyncIteration() {
        super("the asynchronous generator has ended");
    }

    /** Does nothing: the end of a generator is no fault and needs no trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
