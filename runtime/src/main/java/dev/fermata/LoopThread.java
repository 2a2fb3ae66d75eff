package dev.fermata;

import dev.fermata.internal.Inbox;
import dev.fermata.internal.ReadyQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * To whom a loop belongs: to the thread that runs it; and while none does, to whoever holds its lock. So nothing of a loop is
 * ever changed by two threads at once, and the thread that runs it needs no lock.
 *
 * <p>Other threads hand over what they want done, through the {@link Inbox}.
 */
final class LoopThread implements Consumer<Object> {
    /** Held by who changes something of the loop while no thread runs it. */
    final Object lock = new Object();

    private final ReadyQueue ready;

    /** From other threads: {@link Handle}s and {@link FutureLatch}es. */
    final Inbox<Object> inbox = new Inbox<>();

    /** The latches that other threads wait on. Guard: whom the loop belongs to. */
    final List<FutureLatch> latches = new ArrayList<>();

    // STOPPED (thread == null) <-> RUNNING    enter, leave
    // STOPPED -> CLOSED                       terminal
    /** Who runs the loop. Written under the lock; read without, to compare: nobody else can be the current thread. */
    private volatile @Nullable Thread thread;

    private volatile boolean closed;

    LoopThread(ReadyQueue ready) {
        this.ready = ready;
    }

    // ---- the life of the loop

    void enter() {
        synchronized (lock) {
            requireStopped();
            thread = Thread.currentThread();
        }
    }

    /** Gives the loop up. From then on, those who come find that nobody runs it. Under the lock. */
    void leave() {
        thread = null;
        drain();
    }

    /** Closes the inbox; false if that was done before. Under the lock. */
    boolean close() {
        if (thread != null) {
            throw new IllegalStateException("cannot close a running event loop. Call stop(), and close it afterwards.");
        }
        if (closed) {
            return false;
        }
        closed = true;
        inbox.close(this);
        for (FutureLatch latch : latches) {
            latch.loopClosed();
        }
        latches.clear();
        return true;
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    boolean isClosed() {
        return closed;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the event loop is closed");
        }
    }

    void requireStopped() {
        requireOpen();
        if (thread != null) {
            throw new IllegalStateException("this event loop is already running");
        }
        if (EventLoop.runningOrNull() != null) {
            throw new IllegalStateException("cannot run the event loop while another loop is running on this thread. "
                    + "Await the coroutine instead.");
        }
    }

    // ---- on the thread

    /** Whether this is the thread that runs the loop. */
    boolean isHere() {
        return Thread.currentThread() == thread;
    }

    /** Whether the loop belongs to this thread. */
    boolean isOwner() {
        return isHere() || Thread.holdsLock(lock);
    }

    /** Makes sure that this is the owner: the thread that runs the loop, or nobody does. Under the lock, and until its end. */
    void requireOwner() {
        requireOpen();
        requireHereOrStopped();
    }

    /** As {@link #requireOwner}, for what only reads: a loop that is closed may still be asked. */
    void requireHereOrStopped() {
        Thread running = thread;
        if (running != null && running != Thread.currentThread()) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName()
                    + " called a method of an event loop that " + running
                    + " is running. Use callSoonThreadSafe, or "
                    + "runCoroutineThreadSafe.");
        }
    }

    /** Takes what other threads have handed over. On the loop's thread. */
    void drain() {
        inbox.drain(this);
    }

    /** Takes a single thing that they have handed over. */
    @Override
    public void accept(Object item) {
        if (item instanceof FutureLatch latch) {
            latch.received();
        } else {
            ready.add(item);
        }
    }

    // ---- on other threads

    /** Does something that only the owner may, if nobody runs the loop; returns whether. */
    boolean ownIfStopped(Runnable action) {
        synchronized (lock) {
            if (thread != null) {
                return false;
            }
            action.run();
            return true;
        }
    }

    /** Hands a callback over. */
    void offer(Handle handle) {
        if (!inbox.offer(handle)) {
            requireOpen();
        }
    }

    /** Lets another thread wait for a future. */
    void offer(FutureLatch latch) {
        synchronized (lock) {
            if (closed) {
                latch.loopClosed();
            } else if (thread == null) {
                latch.received();
            } else {
                inbox.offer(latch);
            }
        }
    }
}
