package dev.fermata.sync;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Sneaky;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait for a state that others change under a lock.
 * <pre>{@code
 * try (var held = await(condition.acquire())) {
 *     await(condition.waitFor(() -> !orders.isEmpty()));
 *     take(orders);
 * }
 * }</pre>
 *
 * <p>A signal is a hint that the state may have changed: who is woken looks again, as {@link #waitFor} does.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#condition">asyncio: Condition</a>
 */
public final class Condition extends LoopBound {
    private final Lock lock;
    private final Object subject; // what a task waits for, in words
    private final WaitList waiters = new WaitList();

    /** Makes a condition with a lock of its own. */
    public Condition() {
        this(new Lock());
    }

    /**
     * Makes a condition for states that change under a given lock.
     *
     * @param lock may belong to several conditions
     */
    public Condition(Lock lock) {
        this.lock = Objects.requireNonNull(lock, "lock");
        this.subject = this;
    }

    /** Makes a condition that is part of {@code subject}. */
    Condition(Object subject) {
        this.lock = new Lock();
        this.subject = subject;
    }

    /**
     * Acquires the lock.
     *
     * @return to be awaited
     * @see Lock#acquire
     */
    public Coroutine<Held> acquire() {
        return lock.acquire();
    }

    /**
     * Releases the lock.
     *
     * @throws IllegalStateException if nobody holds it
     * @see Lock#release
     */
    public void release() {
        lock.release();
    }

    /**
     * Whether somebody holds the lock.
     *
     * @return whether it is locked
     */
    public boolean isLocked() {
        return lock.isLocked();
    }

    /**
     * Releases the lock, waits for a signal, and acquires the lock again: asyncio's {@code wait}, a name that is taken by
     * {@link Object#wait()}.
     *
     * <p>The lock is held again also if the wait is cancelled: the error is thrown after that, and a signal that may have
     * come meanwhile goes to another task. So it may go on without the state being as it should: look again, or use
     * {@link #waitFor}.
     *
     * @return to be awaited
     * @throws IllegalStateException by awaiting it, if nobody holds the lock, or if the condition belongs to another loop
     */
    public Coroutine<Void> waitForSignal() {
        return new Wait(this);
    }

    /**
     * Waits for signals until a predicate holds. Does not wait if it does already.
     *
     * @param predicate asked while the lock is held; what it throws is thrown by the await
     * @return to be awaited
     * @throws IllegalStateException by awaiting it, as for {@link #waitForSignal}
     */
    public Coroutine<Void> waitFor(BooleanSupplier predicate) {
        return new WaitFor(this, Objects.requireNonNull(predicate, "predicate"));
    }

    /**
     * Wakes one task that waits, if there is any: asyncio's {@code notify}, a name that is taken by
     * {@link Object#notify()}.
     *
     * <p>It goes on when it has got the lock, which this does not release.
     *
     * @throws IllegalStateException if nobody holds the lock, or if another thread runs the loop of those who wait
     */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes some of the tasks that wait: those who came first.
     *
     * @param count how many; if fewer wait, all of them
     * @throws IllegalStateException as for {@link #signal()}
     */
    public void signal(int count) {
        if (!isLocked()) {
            throw new IllegalStateException("signal() was called, but nobody holds the lock: " + this);
        }
        wake(count);
    }

    /**
     * Wakes all tasks that wait: asyncio's {@code notify_all}, a name that is taken by {@link Object#notifyAll()}.
     *
     * @throws IllegalStateException as for {@link #signal()}
     */
    public void signalAll() {
        signal(waiters.size());
    }

    private void wake(int count) {
        if (!waiters.isEmpty()) {
            requireHere();
        }
        int left = count;
        while (left > 0 && waiters.wakeNext()) {
            left--;
        }
    }

    /** Whether the lock is held, and how many wait for a signal. */
    @Override
    public String toString() {
        return "Condition[" + (isLocked() ? "locked" : "unlocked")
                + (waiters.isEmpty() ? "" : ", waiters=" + waiters.size()) + "]";
    }

    private static final class Wait extends Waiter<Void> {
        // CREATED -> WAITING (for a signal) -> LOCKING -> LOCKING ... -> over
        private static final int LOCKING = 2;

        private final Condition condition;
        private @Nullable Throwable failure; // to be thrown when the lock is held again

        Wait(Condition condition) {
            this.condition = condition;
            NeverAwaited.made(this);
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            int at = label;
            label = RUNNING;
            if (at == CREATED) {
                return start();
            }
            if (exception != null) {
                failure = exception;
            }
            if (at == WAITING) {
                condition.waiters.remove(this);
                return lock(depth);
            }
            return exception instanceof CancelledError ? lock(depth) : end();
        }

        private Object start() {
            if (!condition.isLocked()) {
                throw new IllegalStateException(
                        "waitForSignal() was awaited, but nobody holds the lock: " + condition + ". Acquire it first.");
            }
            Object suspended = waitIn(condition.waiters, condition.bind());
            condition.release();
            return suspended;
        }

        private @Nullable Object lock(int depth) {
            Object acquired = Awaits.await(condition.acquire(), depth);
            if (acquired instanceof CoroutineFrame) {
                label = LOCKING;
                return Awaits.suspend(acquired, this);
            }
            return end();
        }

        private @Nullable Object end() {
            if (failure != null) {
                condition.wake(1); // a signal may have been meant for this one
                throw Sneaky.rethrow(failure);
            }
            return null;
        }

        @Override
        public String name() {
            return "Condition.waitForSignal";
        }

        @Override
        public String purpose() {
            return condition.subject == condition ? "a signal of " + condition : condition.subject.toString();
        }
    }

    private static final class WaitFor extends LibraryCoroutine<Void> {
        private static final int SIGNALLED = 1;

        private final Condition condition;
        private final BooleanSupplier predicate;

        WaitFor(Condition condition, BooleanSupplier predicate) {
            this.condition = condition;
            this.predicate = predicate;
        }

        @Override
        protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
            resumed(value, exception);
            return predicate.getAsBoolean() ? end(null) : await(SIGNALLED, condition.waitForSignal());
        }

        @Override
        protected String name() {
            return "Condition.waitFor";
        }
    }
}
