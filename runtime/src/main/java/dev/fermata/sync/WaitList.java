package dev.fermata.sync;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a primitive, in the order in which they came.
 *
 * <p>Those that are done stay until their tasks go on, unless {@link #releaseNext} takes them out. So a run of them may
 * stand at the head; {@link #pending} remembers how far it reaches, and nothing has to be looked at twice.
 */
final class WaitList {
    private @Nullable Waiter<?> first;
    private @Nullable Waiter<?> last;

    /** Not behind the first that is not done; null only if all are done. */
    private @Nullable Waiter<?> pending;

    private int size;
    private int woken; // of those here

    /** How many there are, with those that are done. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** Whether there is one that was not cancelled. */
    boolean hasLive() {
        return woken > 0 || pending() != null;
    }

    void add(Waiter<?> waiter) {
        Waiter<?> before = last;
        waiter.previous = before;
        waiter.listed = true;
        if (before == null) {
            first = waiter;
        } else {
            before.next = waiter;
        }
        last = waiter;
        if (pending == null) {
            pending = waiter;
        }
        size++;
    }

    /** Takes one out. Does nothing if it is not here. */
    void remove(Waiter<?> waiter) {
        if (!waiter.listed) {
            return;
        }
        Waiter<?> before = waiter.previous;
        Waiter<?> after = waiter.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        if (pending == waiter) {
            pending = after;
        }
        waiter.previous = null;
        waiter.next = null;
        waiter.listed = false;
        size--;
        if (waiter.woken) {
            woken--;
        }
    }

    private @Nullable Waiter<?> pending() {
        Waiter<?> at = pending;
        while (at != null && at.isDone()) {
            at = at.next;
        }
        pending = at;
        return at;
    }

    /** Wakes the first, if that is not done. */
    void wakeFirst() {
        Waiter<?> head = first;
        if (head != null && !head.isDone()) {
            wake(head);
        }
    }

    /** Wakes the first that is not done; returns whether there was one. */
    boolean wakeNext() {
        Waiter<?> at = pending();
        if (at == null) {
            return false;
        }
        wake(at);
        return true;
    }

    /** Wakes all that are not done. */
    void wakeAll() {
        while (wakeNext()) {
            // the next one
        }
    }

    private void wake(Waiter<?> waiter) {
        waiter.wake();
        woken++;
    }

    /** Takes the first that is not done out of the list and wakes it, and all before it; returns whether there was one. */
    boolean releaseNext() {
        for (Waiter<?> head = first; head != null; head = first) {
            boolean done = head.isDone();
            remove(head);
            if (!done) {
                head.wake();
                return true;
            }
        }
        return false;
    }
}
