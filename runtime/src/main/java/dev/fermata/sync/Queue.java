package dev.fermata.sync;

import dev.fermata.Coroutine;
import dev.fermata.internal.Sneaky;
import dev.fermata.woven.Awaits;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from tasks to tasks: the first that was put in comes out first.
 *
 * <p>A bounded queue makes those who put in wait while it is full. {@link #taskDone} and {@link #join} let somebody wait
 * until all items have been dealt with; {@link #shutdown} ends it.
 *
 * <p>Those who wait are woken in the order in which they came. A woken task has nothing reserved for it: if others are
 * quicker, it waits once more, behind all that wait by then.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @param <T> the type of the items; null may be one
 * @see <a href="https://docs.python.org/3/library/asyncio-queue.html#queue">asyncio: Queue</a>
 */
public sealed class Queue<T extends @Nullable Object> extends LoopBound permits PriorityQueue, LifoQueue {
    private final int maxSize;
    private final Items<T> items;
    private final WaitList getters = new WaitList();
    private final WaitList putters = new WaitList();
    private final WaitList joiners = new WaitList();
    private int unfinished; // items that were put in, less the calls of taskDone
    private boolean shutDown;

    /** Makes a queue without a bound. */
    public Queue() {
        this(0);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items it holds at most; zero or less for no bound
     */
    public Queue(int maxSize) {
        this(maxSize, new Items.Fifo<>());
    }

    Queue(int maxSize, Items<T> items) {
        this.maxSize = maxSize;
        this.items = items;
    }

    // ---- putting in

    /**
     * Waits until there is room, and puts an item in.
     *
     * @param item may be null
     * @return to be awaited; it does not suspend if there is room
     * @throws QueueShutDownException by awaiting it, if the queue was shut down
     * @throws IllegalStateException by awaiting it, if it would have to wait and the queue belongs to another loop
     */
    public final Coroutine<Void> put(T item) {
        return new Put<>(this, item);
    }

    /**
     * Puts an item in.
     *
     * @param item may be null
     * @throws QueueFullException if there is no room
     * @throws QueueShutDownException if the queue was shut down
     * @throws IllegalStateException if tasks wait for items and another thread runs their loop
     */
    public final void putNoWait(T item) {
        if (shutDown) {
            throw new QueueShutDownException("the queue was shut down: " + this);
        }
        if (isFull()) {
            throw new QueueFullException("the queue is full: " + this);
        }
        if (!getters.isEmpty()) {
            requireHere();
        }
        items.add(item);
        unfinished++;
        getters.releaseNext();
    }

    // ---- taking out

    /**
     * Waits until there is an item, and takes it out.
     *
     * @return to be awaited; it does not suspend if there is an item
     * @throws QueueShutDownException by awaiting it, if the queue is empty and was shut down
     * @throws IllegalStateException by awaiting it, if it would have to wait and the queue belongs to another loop
     */
    public final Coroutine<T> get() {
        return new Get<>(this);
    }

    /**
     * Takes an item out.
     *
     * @return the item
     * @throws QueueEmptyException if there is none
     * @throws QueueShutDownException if there is none and the queue was shut down
     * @throws IllegalStateException if tasks wait for room and another thread runs their loop
     */
    public final T getNoWait() {
        if (isEmpty()) {
            throw shutDown
                    ? new QueueShutDownException("the queue was shut down: " + this)
                    : new QueueEmptyException("the queue is empty: " + this);
        }
        if (!putters.isEmpty()) {
            requireHere();
        }
        T item = items.remove();
        putters.releaseNext();
        return item;
    }

    // ---- the end

    /**
     * Says that an item which was taken out has been dealt with.
     *
     * @throws IllegalStateException if that was said of all items already, or if tasks wait in {@link #join} and another
     *     thread runs their loop
     */
    public final void taskDone() {
        if (unfinished <= 0) {
            throw new IllegalStateException("taskDone() was called more often than items were put in: " + this);
        }
        if (!joiners.isEmpty()) {
            requireHere();
        }
        finish(1);
    }

    private void finish(int count) {
        unfinished -= Math.min(count, unfinished);
        if (unfinished == 0) {
            joiners.wakeAll();
        }
    }

    /**
     * Waits until {@link #taskDone} was called for each item that was put in.
     *
     * @return to be awaited; it does not suspend if that is so
     * @throws IllegalStateException by awaiting it, if it would have to wait and the queue belongs to another loop
     */
    public final Coroutine<Void> join() {
        return new Join(this);
    }

    /**
     * Ends the queue: nothing can be put in any more, and what is in it can be taken out.
     *
     * @see #shutdown(boolean)
     */
    public final void shutdown() {
        shutdown(false);
    }

    /**
     * Ends the queue: nothing can be put in any more. Tasks that wait to put in get a {@link QueueShutDownException}, and so
     * do those that wait for items, as far as there are none.
     *
     * @param immediate whether to drop what is in the queue, as if it had been dealt with; else it can be taken out
     * @throws IllegalStateException if tasks wait and another thread runs their loop
     */
    public final void shutdown(boolean immediate) {
        requireHere();
        shutDown = true;
        if (immediate) {
            int dropped = items.size;
            while (items.size > 0) {
                items.remove();
            }
            finish(dropped);
        }
        while (getters.releaseNext()) {
            // the next one
        }
        while (putters.releaseNext()) {
            // the next one
        }
    }

    // ---- what is in it

    /**
     * How many items are in the queue: asyncio's {@code qsize}.
     *
     * @return zero or more
     */
    public final int size() {
        return items.size;
    }

    /**
     * Whether there is no item.
     *
     * @return whether {@link #get} would wait
     */
    public final boolean isEmpty() {
        return items.size == 0;
    }

    /**
     * Whether there is no room.
     *
     * @return whether {@link #put} would wait; never true without a bound
     */
    public final boolean isFull() {
        return maxSize > 0 && items.size >= maxSize;
    }

    /**
     * The bound.
     *
     * @return as it was made with: zero or less for none
     */
    public final int maxSize() {
        return maxSize;
    }

    /** The bound and the number of items, of those who wait, and of items that are not dealt with. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[size=" + size() + (maxSize > 0 ? "/" + maxSize : "")
                + counted("getters", getters.size())
                + counted("putters", putters.size())
                + counted("unfinished", unfinished)
                + (shutDown ? ", shut down" : "") + "]";
    }

    private static String counted(String what, int count) {
        return count == 0 ? "" : ", " + what + "=" + count;
    }

    // ---- the operations

    private static final class Put<T extends @Nullable Object> extends Operation<Void> {
        private final Queue<T> queue;
        private final T item;

        Put(Queue<T> queue, T item) {
            this.queue = queue;
            this.item = item;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (queue.isFull()) {
                return new Putting<>(queue, item).tryAgain();
            }
            queue.putNoWait(item);
            return null;
        }

        @Override
        public String name() {
            return "Queue.put";
        }
    }

    private static final class Putting<T extends @Nullable Object> extends Waiter<Void> {
        private final Queue<T> queue;
        private final T item;

        Putting(Queue<T> queue, T item) {
            this.queue = queue;
            this.item = item;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (exception == null) {
                return tryAgain();
            }
            queue.putters.remove(this);
            if (woken && !queue.isFull()) {
                queue.putters.releaseNext(); // the room is for somebody else
            }
            throw Sneaky.rethrow(exception);
        }

        @Nullable
        Object tryAgain() {
            if (queue.isFull() && !queue.shutDown) {
                return waitIn(queue.putters, queue.bind());
            }
            queue.putNoWait(item);
            return null;
        }

        @Override
        public String name() {
            return "Queue.put";
        }

        @Override
        public String purpose() {
            return "room in " + queue;
        }
    }

    private static final class Get<T extends @Nullable Object> extends Operation<T> {
        private final Queue<T> queue;

        Get(Queue<T> queue) {
            this.queue = queue;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            return queue.isEmpty() ? new Getting<>(queue).tryAgain() : Awaits.result(queue.getNoWait());
        }

        @Override
        public String name() {
            return "Queue.get";
        }
    }

    private static final class Getting<T extends @Nullable Object> extends Waiter<T> {
        private final Queue<T> queue;

        Getting(Queue<T> queue) {
            this.queue = queue;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (exception == null) {
                return tryAgain();
            }
            queue.getters.remove(this);
            if (woken && !queue.isEmpty()) {
                queue.getters.releaseNext(); // the item is for somebody else
            }
            throw Sneaky.rethrow(exception);
        }

        @Nullable
        Object tryAgain() {
            return queue.isEmpty() && !queue.shutDown
                    ? waitIn(queue.getters, queue.bind())
                    : Awaits.result(queue.getNoWait());
        }

        @Override
        public String name() {
            return "Queue.get";
        }

        @Override
        public String purpose() {
            return "an item of " + queue;
        }
    }

    private static final class Join extends Operation<Void> {
        private final Queue<?> queue;

        Join(Queue<?> queue) {
            this.queue = queue;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            return queue.unfinished == 0
                    ? null
                    : new PlainWaiter(queue.joiners, name(), "all items to be done of ", queue)
                            .waitIn(queue.joiners, queue.bind());
        }

        @Override
        public String name() {
            return "Queue.join";
        }
    }
}
