package dev.fermata.sync;

import dev.fermata.Coroutine;
import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits: lets as many tasks at a time into a block.
 * <pre>{@code
 * try (var held = await(semaphore.acquire())) {
 *     await(download(page));
 * }
 * }</pre>
 *
 * <p>Those who wait get permits in the order in which they came; newcomers queue behind them, even if there are permits.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#semaphore">asyncio: Semaphore</a>
 */
public sealed class Semaphore extends LoopBound implements Releasable permits BoundedSemaphore {
    private final WaitList waiters = new WaitList();
    private int value;

    /** Makes a semaphore with one permit. */
    public Semaphore() {
        this(1);
    }

    /**
     * Makes a semaphore.
     *
     * @param value how many permits there are at first
     * @throws IllegalArgumentException if {@code value} is negative
     */
    public Semaphore(int value) {
        if (value < 0) {
            throw new IllegalArgumentException(
                    "the first value of a semaphore is " + value + ": it must not be negative");
        }
        this.value = value;
    }

    /**
     * Waits until there is a permit, and takes it.
     *
     * @return to be awaited; it does not suspend unless {@link #isLocked}
     * @throws IllegalStateException by awaiting it, if it would have to wait and the semaphore belongs to another loop
     */
    public final Coroutine<Held> acquire() {
        return new Acquire(this);
    }

    /**
     * Gives a permit back; the first task that waits gets it. Who has not acquired one adds one.
     *
     * @throws IllegalStateException if tasks wait for it and another thread runs their loop
     */
    @Override
    public void release() {
        if (!waiters.isEmpty()) {
            requireHere();
        }
        value++;
        wakeNext();
    }

    /** How many permits there are; without those that are promised to tasks. */
    final int value() {
        return value;
    }

    /** Gives a permit to the first that waits; returns whether there was one. */
    private boolean wakeNext() {
        if (waiters.wakeNext()) {
            value--;
            return true;
        }
        return false;
    }

    /**
     * Whether one has to wait for a permit.
     *
     * @return true if there is none, or if others wait already
     */
    public final boolean isLocked() {
        return value == 0 || waiters.hasLive();
    }

    /** Whether one has to wait for a permit, how many there are, and how many wait. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + (isLocked() ? "locked" : "unlocked, value=" + value)
                + (waiters.isEmpty() ? "" : ", waiters=" + waiters.size()) + "]";
    }

    private static final class Acquire extends Operation<Held> {
        private final Semaphore semaphore;

        Acquire(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        public Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (semaphore.isLocked()) {
                return new Acquiring(semaphore).waitIn(semaphore.waiters, semaphore.bind());
            }
            semaphore.value--;
            return new Held(semaphore);
        }

        @Override
        public String name() {
            return "Semaphore.acquire";
        }
    }

    private static final class Acquiring extends Waiter<Held> {
        private final Semaphore semaphore;

        Acquiring(Semaphore semaphore) {
            this.semaphore = semaphore;
        }

        @Override
        public Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            semaphore.waiters.remove(this);
            if (exception != null && woken) {
                semaphore.value++; // the permit that this one was given
            }
            passOn();
            if (exception != null) {
                throw Sneaky.rethrow(exception);
            }
            return new Held(semaphore);
        }

        /** Newcomers may have had to queue behind this one although there were permits. */
        private void passOn() {
            boolean passed = true;
            while (passed && semaphore.value > 0) {
                passed = semaphore.wakeNext();
            }
        }

        @Override
        public String name() {
            return "Semaphore.acquire";
        }

        @Override
        public String purpose() {
            return "a permit of " + semaphore;
        }
    }
}
