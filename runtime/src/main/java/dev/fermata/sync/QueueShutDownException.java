package dev.fermata.sync;

/**
 * The queue was shut down.
 *
 * @see Queue#shutdown(boolean)
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#exceptions">asyncio: QueueShutDown</a>
 */
public final class QueueShutDownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For queues.
     *
     * @param message what happened
     */
    public QueueShutDownException(String message) {
        super(message);
    }
}
