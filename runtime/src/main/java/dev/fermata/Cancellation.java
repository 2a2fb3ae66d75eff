package dev.fermata;

import org.jspecify.annotations.Nullable;

/** The requests to cancel a task. Guard: the owner of its loop. */
final class Cancellation {
    private int count;
    private boolean undelivered; // one is to be thrown at the next step
    private @Nullable String message; // of that one

    /**
     * Requests that a task be cancelled which is not done. Goes down the tasks that wait for each other: in a loop, for there may
     * be many, and they may wait in a circle.
     */
    static void request(Task<?> task, @Nullable String message) {
        Task<?> at = task;
        Task<?> mark = task; // moves ahead in steps that double, as in Brent's way to find a circle
        int steps = 0;
        int limit = 1;
        at.requests().count++;
        while (at.awaited() instanceof Task<?> below && !below.isDone()) {
            if (below == mark) {
                at.breakOut(message);
                return;
            }
            if (++steps == limit) {
                mark = below;
                steps = 0;
                limit *= 2;
            }
            at = below;
            at.requests().count++;
        }
        Future<?> awaited = at.awaited();
        if (awaited instanceof GatheringFuture<?> gathering && gathering.isBeingCancelled()) {
            at.breakOut(message);
        } else if (awaited == null || !awaited.cancel(message)) {
            at.requests().deliverLater(message);
        }
    }

    int count() {
        return count;
    }

    /** Notes that the task could not be told of it where it waits. */
    void deliverLater(@Nullable String why) {
        undelivered = true;
        message = why;
    }

    boolean isUndelivered() {
        return undelivered;
    }

    /** Makes the error, which is delivered now. */
    CancelledError deliver() {
        undelivered = false;
        return new CancelledError(message);
    }

    /** Tries to deliver it by cancelling what the task waits for. */
    void deliverTo(Future<?> awaited) {
        if (undelivered && awaited.cancel(message)) {
            undelivered = false;
        }
    }

    /** Takes a request back, and what was not delivered with the last; returns how many are left. */
    int withdraw() {
        if (count > 0) {
            count--;
            if (count == 0) {
                undelivered = false;
            }
        }
        return count;
    }
}
