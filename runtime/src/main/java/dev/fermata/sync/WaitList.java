package dev.fermata.sync;

import org.jspecify.annotations.Nullable;

/**
 * The tasks that wait for a primitive, in the order in which they came.
 *
 * <p>Those that are done stay until their tasks go on, unless {@link #releaseNext} takes them out. So a run of them may
 * stand at the head; {@link #lastDone} remembers how far it reaches, and nothing has to be looked at twice.
 *
 * <p>The links make a ring, because primitives live long and waiters do not: where a young object is stored in an old one,
 * G1 has to be told, and that costs more than the rest. Here it happens once for each that waits.
 */
final class WaitList {
    /** The link behind it is the first; null if the list is empty. */
    private @Nullable Waiter<?> last;

    /** It is done, and so are all before it; null if that is known of none. */
    private @Nullable Waiter<?> lastDone;

    private int size;
    private int woken; // of those here

    /** How many there are, with those that are done. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether there is one that was not cancelled. */
    boolean hasLive() {
        return woken > 0 || pending() != null;
    }

    private @Nullable Waiter<?> first() {
        return last == null ? null : last.next;
    }

    void add(Waiter<?> waiter) {
        Waiter<?> before = last;
        if (before == null) {
            waiter.next = waiter;
            waiter.previous = waiter;
        } else {
            Waiter<?> head = before.next();
            waiter.next = head;
            waiter.previous = before;
            before.next = waiter;
            head.previous = waiter;
        }
        waiter.listed = true;
        last = waiter;
        size++;
    }

    /** Takes one out. Does nothing if it is not here. */
    void remove(Waiter<?> waiter) {
        if (!waiter.listed) {
            return;
        }
        Waiter<?> before = waiter.previous();
        Waiter<?> after = waiter.next();
        if (lastDone == waiter) {
            lastDone = before == last ? null : before;
        }
        if (before == waiter) {
            last = null;
        } else {
            before.next = after;
            after.previous = before;
            if (last == waiter) {
                last = before;
            }
        }
        waiter.previous = null;
        waiter.next = null;
        waiter.listed = false;
        size--;
        if (waiter.woken) {
            woken--;
        }
    }

    /** The first that is not done; null if all are. */
    private @Nullable Waiter<?> pending() {
        Waiter<?> known = lastDone;
        Waiter<?> at = known == null ? first() : known == last ? null : known.next;
        while (at != null && at.isDone()) {
            lastDone = at;
            at = at == last ? null : at.next;
        }
        return at;
    }

    /** Wakes the first, if that is not done. */
    void wakeFirst() {
        Waiter<?> head = first();
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
        for (Waiter<?> head = first(); head != null; head = first()) {
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
