package dev.fermata.sync;

import org.jspecify.annotations.Nullable;

/**
 * A queue whose last item comes out first.
 *
 * @param <T> the type of the items; null may be one
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#lifo-queue">asyncio: LifoQueue</a>
 */
public final class LifoQueue<T extends @Nullable Object> extends Queue<T> {
    /** Makes a queue without a bound. */
    public LifoQueue() {
        this(0);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items it holds at most; zero or less for no bound
     */
    public LifoQueue(int maxSize) {
        super(maxSize, new Items.Lifo<>());
    }
}
