package dev.fermata.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * The worker process that ran a task has died, or no worker could be started for it. The message says which worker, how it
 * ended, and what may be the reason. Other tasks are not touched.
 *
 * @see <a href="https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.process.BrokenProcessPool">
 *     concurrent.futures.process.BrokenProcessPool</a>, which breaks the whole pool
 */
public class BrokenProcessPoolException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Makes one.
     *
     * @param message what happened, and what to do
     * @param cause of it; null if there is no exception to show
     */
    public BrokenProcessPoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
