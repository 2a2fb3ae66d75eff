package dev.fermata.sync;

/**
 * There is no item, and who asked did not want to wait.
 *
 * @see Queue#getNoWait
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#exceptions">asyncio: QueueEmpty</a>
 */
public final class QueueEmptyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * For queues.
     *
     * @param message what happened
     */
    public QueueEmptyException(String message) {
        super(message);
    }
}
