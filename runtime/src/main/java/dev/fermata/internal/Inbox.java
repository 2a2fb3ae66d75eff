package dev.fermata.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to an event loop, in the order in which they did, and what its thread sleeps on.
 *
 * <p>A stack that the owner takes as a whole and turns around. Any thread may {@link #offer}; all else is for the owner:
 * the thread that runs the loop.
 *
 * @param <E> what is handed over
 */
public final class Inbox<E> {
    private static final Node<?> CLOSED = new Node<>("closed");

    // Written after the node that it points to; a null is written by the owner only.
    private final AtomicReference<@Nullable Node<E>> top = new AtomicReference<>();

    /** The owner while it is about to sleep, or sleeps; null otherwise. Written by the owner. */
    private volatile @Nullable Thread sleeper;

    /**
     * Hands over, and wakes the owner.
     *
     * @param item what to hand over
     * @return false if this is closed
     */
    public boolean offer(E item) {
        Node<E> node = new Node<>(item);
        Node<E> below;
        do {
            below = top.get();
            if (below == CLOSED) {
                return false;
            }
            node.below = below;
        } while (!top.compareAndSet(below, node));
        wake();
        return true;
    }

    /** Ends the owner's sleep, if it sleeps. Any thread may call this. */
    public void wake() {
        // The owner says that it sleeps before it looks for items a last time; so one of the two sees the other.
        Thread owner = sleeper;
        if (owner != null) {
            LockSupport.unpark(owner);
        }
    }

    /**
     * Takes all.
     *
     * @param receiver gets them in the order of {@link #offer}
     */
    public void drain(Consumer<? super E> receiver) {
        if (!isEmpty()) {
            pour(top.getAndSet(null), receiver);
        }
    }

    /**
     * Whether there is nothing to take.
     *
     * @return true also if it is closed
     */
    public boolean isEmpty() {
        Node<E> first = top.get();
        return first == null || first == CLOSED;
    }

    /**
     * Sleeps until something is offered or the thread is interrupted, possibly shorter.
     *
     * @param nanos at most so long
     */
    public void await(long nanos) {
        sleeper = Thread.currentThread();
        if (isEmpty()) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeper = null;
    }

    /**
     * Refuses all that comes.
     *
     * @param receiver gets what is left
     */
    @SuppressWarnings("unchecked") // the mark has no item
    public void close(Consumer<? super E> receiver) {
        pour(top.getAndSet((Node<E>) CLOSED), receiver);
    }

    private void pour(@Nullable Node<E> last, Consumer<? super E> receiver) {
        Node<E> first = null;
        Node<E> at = last == CLOSED ? null : last;
        while (at != null) {
            Node<E> below = at.below;
            at.below = first;
            first = at;
            at = below;
        }
        for (Node<E> next = first; next != null; next = next.below) {
            receiver.accept(next.item);
        }
    }

    private static final class Node<E extends @Nullable Object> {
        final E item;

        @Nullable
        Node<E> below;

        Node(E item) {
            this.item = item;
        }
    }
}
