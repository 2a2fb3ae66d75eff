package dev.fermata.sync;

import dev.fermata.Coroutine;
import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * Lets one task at a time into a block.
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *     await(change(account));
 * }
 * }</pre>
 *
 * <p>Those who wait get it in the order in which they came: once it is released, it is promised to the first of them, and
 * nobody gets it before. It is not bound to a task: any may release it, and a task that acquires it twice waits for itself.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#lock">asyncio: Lock</a>
 */
public final class Lock extends LoopBound implements Releasable {
    private final WaitList waiters = new WaitList();
    private boolean locked;

    /** Makes a lock that nobody holds. */
    public Lock() {}

    /**
     * Waits until the lock is free, and takes it.
     *
     * @return to be awaited; it suspends only if the lock is held or promised to somebody
     * @throws IllegalStateException by awaiting it, if it would have to wait and the lock belongs to another loop
     */
    public Coroutine<Held> acquire() {
        return new Acquire(this);
    }

    /**
     * Gives the lock back, and lets the first task go on that waits for it.
     *
     * @throws IllegalStateException if nobody holds it, or if tasks wait for it and another thread runs their loop
     */
    @Override
    public void release() {
        if (!locked) {
            throw new IllegalStateException("the lock is released, but nobody holds it: " + this);
        }
        if (!waiters.isEmpty()) {
            requireHere();
        }
        locked = false;
        waiters.wakeFirst();
    }

    /**
     * Whether somebody holds it.
     *
     * @return false also while it is promised to a task that has not gone on yet
     */
    public boolean isLocked() {
        return locked;
    }

    /** Whether somebody holds it, and how many wait. */
    @Override
    public String toString() {
        return "Lock[" + state() + "]";
    }

    private String state() {
        return (locked ? "locked" : "unlocked") + (waiters.isEmpty() ? "" : ", waiters=" + waiters.size());
    }

    private static final class Acquire extends Operation<Held> {
        private final Lock lock;

        Acquire(Lock lock) {
            this.lock = lock;
        }

        @Override
        public Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (lock.locked || lock.waiters.hasLive()) {
                return new Acquiring(lock).waitIn(lock.waiters, lock.bind());
            }
            lock.locked = true;
            return new Held(lock);
        }

        @Override
        public String name() {
            return "Lock.acquire";
        }
    }

    private static final class Acquiring extends Waiter<Held> {
        private final Lock lock;

        Acquiring(Lock lock) {
            this.lock = lock;
        }

        @Override
        public Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            lock.waiters.remove(this);
            if (exception != null) {
                if (!lock.locked) {
                    lock.waiters.wakeFirst(); // it may have been promised to this one
                }
                throw Sneaky.rethrow(exception);
            }
            lock.locked = true;
            return new Held(lock);
        }

        @Override
        public String name() {
            return "Lock.acquire";
        }

        @Override
        public String purpose() {
            return lock.toString();
        }
    }
}
