package dev.fermata;

import dev.fermata.internal.Durations;
import dev.fermata.internal.ReadyQueue;
import dev.fermata.internal.Timekeeper;
import dev.fermata.internal.TimerQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The callbacks of a loop: what runs next, what runs later, and on which clock. */
abstract sealed class Scheduling implements Executor permits Supervision {
    // Guard of all fields: the owner, as LoopThread says.

    /** What runs next: {@link Task}s, {@link Handle}s and {@link SleepTimer}s. */
    final ReadyQueue ready = new ReadyQueue();

    /** What runs later: {@link TimerHandle}s and {@link SleepTimer}s. */
    final TimerQueue<Object> timers = new TimerQueue<>() {
        @Override
        protected boolean isCancelled(Object timer) {
            return timer instanceof Handle handle ? handle.isCancelled() : ((SleepTimer<?>) timer).isDone();
        }
    };

    final LoopThread thread = new LoopThread(ready);
    final Timekeeper time;

    /** The one of the thread that runs the loop. */
    @Nullable
    Strand strand;

    /** What is noted in debug mode; null out of it. */
    @Nullable
    DebugMode debug;

    Scheduling(Timekeeper time) {
        this.time = time;
    }

    abstract EventLoop self();

    // ---- callbacks

    /**
     * Runs {@code callback} in the next turn, after what is ready already, in a copy of the current context.
     *
     * @param callback what it throws goes to the exception handler
     * @return a handle, to cancel it
     * @throws IllegalStateException on another thread than that of the running loop (use {@link #callSoonThreadSafe}), or
     *     if the loop is closed
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_soon">asyncio:
     *     loop.call_soon</a>
     */
    public final Handle callSoon(Runnable callback) {
        return callSoon(callback, copyContext());
    }

    /**
     * As {@link #callSoon(Runnable)}, in a context of the caller's choice.
     *
     * @param callback what to run
     * @param context to run it in; null for an empty one
     * @return a handle, to cancel it
     * @throws IllegalStateException as for {@link #callSoon(Runnable)}
     */
    public final Handle callSoon(Runnable callback, @Nullable Context context) {
        Handle handle = new Handle(self(), Objects.requireNonNull(callback, "callback"), context);
        noteMade(handle);
        schedule(handle);
        return handle;
    }

    /**
     * Runs {@code callback} after a delay, in a copy of the current context.
     *
     * <p>Callbacks due at the same instant run in the order in which they were scheduled.
     *
     * @param delay on the loop's clock; zero or less means in the next turn, after what is ready by then
     * @param callback what it throws goes to the exception handler
     * @return a handle, to cancel it
     * @throws IllegalStateException as for {@link #callSoon}
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_later">asyncio:
     *     loop.call_later</a>
     */
    public final TimerHandle callLater(Duration delay, Runnable callback) {
        return callAt(Durations.after(time.nanoTime(), Durations.nanos(delay)), callback);
    }

    /**
     * Runs {@code callback} at a certain time, in a copy of the current context.
     *
     * @param when a time of {@link #time()}; one that is over means in the next turn, as for {@link #callLater}
     * @param callback what it throws goes to the exception handler
     * @return a handle, to cancel it
     * @throws IllegalStateException as for {@link #callSoon}
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_at">asyncio: loop.call_at</a>
     */
    public final TimerHandle callAt(Duration when, Runnable callback) {
        return callAt(Durations.nanos(when), callback);
    }

    final TimerHandle callAt(long deadline, Runnable callback) {
        Objects.requireNonNull(callback, "callback");
        TimerHandle handle = new TimerHandle(self(), callback, copyContext(), deadline);
        noteMade(handle);
        if (thread.isHere()) {
            timers.add(handle, deadline);
        } else {
            synchronized (thread.lock) {
                thread.requireOwner();
                timers.add(handle, deadline);
            }
        }
        return handle;
    }

    /**
     * Runs {@code callback} soon, and wakes the loop if it sleeps. Any thread may call this; those who do on one thread find
     * their callbacks run in that order.
     *
     * @param callback what it throws goes to the exception handler
     * @return a handle, to cancel it on the loop's thread
     * @throws IllegalStateException if the loop is closed
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.call_soon_threadsafe">asyncio:
     *     loop.call_soon_threadsafe</a>
     */
    public final Handle callSoonThreadSafe(Runnable callback) {
        Handle handle = new Handle(self(), Objects.requireNonNull(callback, "callback"), copyContext());
        noteMade(handle);
        if (thread.isHere()) {
            ready.add(handle);
        } else {
            thread.offer(handle);
        }
        return handle;
    }

    /** The same for what nobody misses when the loop is closed. */
    final void callSoonUnlessClosed(Runnable callback) {
        Handle handle = new Handle(self(), callback, null);
        if (thread.isHere()) {
            ready.add(handle);
        } else {
            thread.inbox.offer(handle);
        }
    }

    /** The same as {@link #callSoonThreadSafe}. */
    @Override
    public final void execute(Runnable command) {
        callSoonThreadSafe(command);
    }

    private void schedule(Object entry) {
        if (thread.isHere()) {
            ready.add(entry);
        } else {
            synchronized (thread.lock) {
                thread.requireOwner();
                ready.add(entry);
            }
        }
    }

    /** Called on any thread: one that sees an older value of {@link #debug} notes nothing. */
    final void noteMade(Object made) {
        DebugMode noting = debug;
        if (noting != null) {
            noting.made(made);
        }
    }

    /** In debug mode, where it was made. */
    final String site(Object made) {
        return debug == null ? "" : debug.site(made);
    }

    /** Does something that is for the loop's thread: in a turn to come, or at once if no thread runs the loop. */
    final void hand(Runnable action) {
        if (!thread.ownIfStopped(action)) {
            callSoonThreadSafe(action);
        }
    }

    /** A copy of the current context, for what is scheduled now; null for an empty one. */
    final @Nullable Context copyContext() {
        return (thread.isHere() ? strand() : Strand.current()).copy();
    }

    /** The one of the thread that runs the loop. */
    final Strand strand() {
        assert strand != null : "only what runs in the loop asks";
        return strand;
    }

    // ---- time

    /**
     * The time on the loop's clock, which never goes back. Any thread may ask.
     *
     * @return the time since some moment in the past
     */
    public final Duration time() {
        return Duration.ofNanos(time.nanoTime());
    }

    /**
     * The same as {@link #time()}.
     *
     * @return nanoseconds
     */
    public final long nanoTime() {
        return time.nanoTime();
    }
}
