package dev.fermata.sync;

/**
 * There is no room, and who asked did not want to wait.
 *
 * @see Queue#putNoWait
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#exceptions">asyncio: QueueFull</a>
 */
public final class QueueFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For queues.
     *
     * @param message what happened
     */
    public QueueFullException(String message) {
        super(message);
    }
}
