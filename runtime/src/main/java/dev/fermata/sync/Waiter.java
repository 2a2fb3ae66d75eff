package dev.fermata.sync;

import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.internal.WaitingFrame;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a primitive: the innermost frame of that task, and a link of the primitive's {@link WaitList}.
 *
 * <p>It is done when it was woken or cancelled; its task then goes on in the next turn, and only that takes it out of the
 * list, or lets it wait once more. Confined to the loop's thread.
 */
abstract class Waiter<T extends @Nullable Object> extends CoroutineFrame<T> implements WaitingFrame {
    static final int WAITING = 1;

    // The neighbours in the list, which is a ring; null while it is in none. Guard: the list.
    @Nullable
    Waiter<?> previous;

    @Nullable
    Waiter<?> next;

    boolean listed;

    /** Whether it was woken since it began to wait; false if it was cancelled instead. */
    boolean woken;

    final Waiter<?> previous() {
        assert previous != null : "it is in a list";
        return previous;
    }

    final Waiter<?> next() {
        assert next != null : "it is in a list";
        return next;
    }

    /**
     * Begins to wait, at the end of {@code list}.
     *
     * @return to be returned by the step of a frame
     */
    final Object waitIn(WaitList list, EventLoop loop) {
        label = WAITING;
        woken = false;
        Object suspended = Awaits.suspend(loop.createFuture(), this);
        list.add(this);
        return suspended;
    }

    /** Whether its task is about to go on. To be asked while it is in a list. */
    final boolean isDone() {
        return woken || (awaiting instanceof Future<?> future && future.isDone());
    }

    /** Lets its task go on. Not if it is done. */
    @SuppressWarnings("unchecked") // waitIn has made it
    final void wake() {
        assert awaiting != null : "it waits";
        woken = true;
        ((Future<Boolean>) awaiting).setResult(true);
    }
}
