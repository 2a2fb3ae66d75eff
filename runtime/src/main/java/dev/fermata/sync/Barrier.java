package dev.fermata.sync;

import dev.fermata.Coroutine;
import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;

/**
 * Lets a number of tasks go on together: each waits until all have arrived.
 *
 * <p>It can be used again and again. Tasks that come while the last round is leaving wait until all have left.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#barrier">asyncio: Barrier</a>
 */
public final class Barrier {
    // FILLING -> DRAINING -> FILLING    the last of the parties has arrived; all have left
    //         -> RESETTING -> FILLING   reset() while some wait; all have left
    // any     -> BROKEN -> FILLING      abort(); reset() when nobody is inside
    enum State {
        FILLING,
        DRAINING,
        RESETTING,
        BROKEN
    }

    final Condition condition = new Condition(this);
    private final int parties;
    private State state = State.FILLING;
    private int inside; // those who wait, or are about to leave

    /**
     * Makes a barrier.
     *
     * @param parties how many tasks go on together
     * @throws IllegalArgumentException if {@code parties} is less than one
     */
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("a barrier for " + parties + " parties: there must be one at least");
        }
        this.parties = parties;
    }

    /**
     * Waits until as many tasks wait as there are parties: asyncio's {@code wait}, a name that is taken by
     * {@link Object#wait()}.
     *
     * @return to be awaited: a number from 0 on, another one for each of the tasks that go on together. The last to arrive
     *     does not suspend
     * @throws BrokenBarrierException by awaiting it, if the barrier is broken, or is broken or reset meanwhile
     */
    public Coroutine<Integer> waitForAll() throws BrokenBarrierException {
        return new BarrierWait(this);
    }

    /**
     * Sends those who wait away with a {@link BrokenBarrierException}, and makes the barrier as new, also if it was broken.
     *
     * @return to be awaited
     */
    public Coroutine<Void> reset() {
        return new BarrierChange(this, "Barrier.reset", this::resetNow);
    }

    private void resetNow() {
        state = inside > 0 ? State.RESETTING : State.FILLING;
    }

    /**
     * Breaks the barrier: those who wait, and those who come, get a {@link BrokenBarrierException}.
     *
     * @return to be awaited
     */
    public Coroutine<Void> abort() {
        return new BarrierChange(this, "Barrier.abort", () -> state = State.BROKEN);
    }

    /**
     * How many tasks go on together.
     *
     * @return the number that it was made with
     */
    public int parties() {
        return parties;
    }

    /**
     * How many tasks wait at present.
     *
     * @return zero also while they leave
     */
    public int waiting() {
        return state == State.FILLING ? inside : 0;
    }

    /**
     * Whether it is broken.
     *
     * @return true from {@link #abort} until {@link #reset}
     */
    public boolean isBroken() {
        return state == State.BROKEN;
    }

    // ---- for those who wait, under the lock of the condition

    /** Whether nobody is on the way out. */
    boolean isSettled() {
        return state != State.DRAINING && state != State.RESETTING;
    }

    boolean isFilling() {
        return state == State.FILLING;
    }

    /** Whether who has waited must not go on. */
    boolean isClosed() {
        return state == State.BROKEN || state == State.RESETTING;
    }

    /** Lets one in, and all out if it is the last; returns its number. */
    int enter() {
        int index = inside++;
        if (inside == parties) {
            state = State.DRAINING;
            condition.signalAll();
        }
        return index;
    }

    /** Lets one out; the last of them lets newcomers in. */
    void leave() {
        inside--;
        if (inside == 0) {
            if (!isSettled()) {
                state = State.FILLING;
            }
            condition.signalAll();
        }
    }

    /** What it is doing, and how many of the parties wait. */
    @Override
    public String toString() {
        return "Barrier[" + state.name().toLowerCase(Locale.ROOT)
                + (isBroken() ? "" : ", waiters=" + waiting() + "/" + parties) + "]";
    }
}
