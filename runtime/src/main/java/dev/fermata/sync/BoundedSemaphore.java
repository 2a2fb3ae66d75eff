package dev.fermata.sync;

/**
 * A semaphore that never has more permits than at first: to release it too often is an error.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#boundedsemaphore">asyncio: BoundedSemaphore</a>
 */
public final class BoundedSemaphore extends Semaphore {
    private final int bound;

    /** Makes a semaphore with one permit. */
    public BoundedSemaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits there are at first and at most
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public BoundedSemaphore(int value) {
        super(value);
        bound = value;
    }

    /**
     * Gives a permit back; the first task that waits gets it.
     *
     * @throws IllegalStateException if all permits are there already, or if tasks wait for one and another thread runs their
     *     loop
     */
    @Override
    public void release() {
        if (value() >= bound) {
            throw new IllegalStateException(
                    "the semaphore is released more often than it was acquired: " + this + " began with " + bound);
        }
        super.release();
    }
}
