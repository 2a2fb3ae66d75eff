package dev.fermata.sync;

import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A queue whose smallest item comes out first; of equal ones, the one that was put in first.
 *
 * @param <T> the type of the items
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#priority-queue">asyncio: PriorityQueue</a>
 */
public final class PriorityQueue<T extends @Nullable Object> extends Queue<T> {
    /** Makes a queue without a bound, in the natural order: the items must be {@link Comparable}. */
    public PriorityQueue() {
        this(0);
    }

    /**
     * Makes a queue in the natural order: the items must be {@link Comparable}, and to put in others is a
     * {@link ClassCastException}.
     *
     * @param maxSize how many items it holds at most; zero or less for no bound
     */
    public PriorityQueue(int maxSize) {
        this(maxSize, naturalOrder());
    }

    /**
     * Makes a queue without a bound.
     *
     * @param order the smallest comes out first
     */
    public PriorityQueue(Comparator<? super T> order) {
        this(0, order);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items it holds at most; zero or less for no bound
     * @param order the smallest comes out first; what it throws is thrown by what puts in or takes out
     */
    public PriorityQueue(int maxSize, Comparator<? super T> order) {
        super(maxSize, new Heap<T>(Objects.requireNonNull(order, "order")));
    }

    @SuppressWarnings("unchecked") // the comparator itself finds out what cannot be compared
    private static <T extends @Nullable Object> Comparator<T> naturalOrder() {
        return (Comparator<T>) Comparator.naturalOrder();
    }
}
