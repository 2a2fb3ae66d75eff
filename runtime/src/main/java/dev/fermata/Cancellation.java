package dev.fermata;

import org.jspecify.annotations.Nullable;

/** The requests to cancel a task. Guard: the owner of its loop. */
final class Cancellation {
    private int count;
    private boolean undelivered; // one is to be thrown at the next step
    private @Nullable String message; // of that one

    /** Notes a request. */
    void request() {
        count++;
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
