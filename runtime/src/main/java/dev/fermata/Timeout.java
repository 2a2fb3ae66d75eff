package dev.fermata;

import dev.fermata.internal.Durations;
import dev.fermata.internal.TimerQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The scope of {@link Asyncio#timeout}: cancels the task that it is in when its time is over, and makes a
 * {@link TimeoutException} of that.
 *
 * <p>Confined to the loop's thread.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.Timeout">asyncio: Timeout</a>
 */
public final class Timeout {
    /**
     * What runs under a timeout.
     *
     * @param <T> the type of its value
     */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        /**
         * Makes the coroutine. Called once.
         *
         * @param scope to read and change the deadline
         * @return the coroutine; null for none
         * @throws Exception anything
         */
        @Nullable
        Coroutine<T> run(Timeout scope) throws Exception;
    }

    private enum State {
        CREATED,
        ENTERED,
        EXPIRING,
        EXPIRED,
        FINISHED
    }

    // CREATED -> ENTERED -> FINISHED
    //                    -> EXPIRING -> EXPIRED    the task is cancelled on the way to EXPIRING
    private State state = State.CREATED;
    private final EventLoop loop;
    private final Task<?> task;
    private final int cancelling; // of the task, as it entered
    private final long entered; // the time
    private long deadline = TimerQueue.NEVER;
    private @Nullable Handle timer;

    private Timeout(EventLoop loop, Task<?> task) {
        this.loop = loop;
        this.task = task;
        this.cancelling = task.cancelling();
        this.entered = loop.nanoTime();
    }

    /**
     * Makes a scope for the present task.
     *
     * @param deadline given the present time
     */
    static Timeout enter(LongUnaryOperator deadline) {
        EventLoop loop = EventLoop.running();
        Task<?> task = loop.current;
        if (task == null) {
            throw new IllegalStateException("a timeout should be used inside a task, not in a callback");
        }
        Timeout scope = new Timeout(loop, task);
        scope.state = State.ENTERED;
        scope.schedule(deadline.applyAsLong(scope.entered), scope.entered);
        return scope;
    }

    /** The deadline of a scope, from the time at which it is entered. */
    static LongUnaryOperator after(@Nullable Duration delay) {
        return now -> delay == null ? TimerQueue.NEVER : Durations.after(now, Durations.nanos(delay));
    }

    /**
     * Ends the scope.
     *
     * @param exception what has left its body; null for none
     * @return what leaves the scope; null for none
     */
    @Nullable
    Throwable exit(@Nullable Throwable exception) {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (state == State.ENTERED) {
            state = State.FINISHED;
        } else if (state == State.EXPIRING) {
            state = State.EXPIRED;
            if (task.uncancel() <= cancelling && exception instanceof CancelledError) {
                return timedOut(exception, deadline - entered);
            }
        }
        return exception;
    }

    /** What a timeout throws. */
    static TimeoutException timedOut(Throwable cause, long nanos) {
        TimeoutException timeout = timedOut(nanos);
        timeout.initCause(cause);
        return timeout;
    }

    /** The same without a cause. */
    static TimeoutException timedOut(long nanos) {
        if (nanos <= 0) {
            return new TimeoutException("not done yet, and there was no time to wait");
        }
        return new TimeoutException("not done within " + Durations.words(nanos));
    }

    private void expire() {
        assert state == State.ENTERED : "the timer is cancelled when the scope ends";
        task.cancel();
        state = State.EXPIRING;
        timer = null;
    }

    private void schedule(long when, long now) {
        deadline = when;
        if (timer != null) {
            timer.cancel();
        }
        if (when == TimerQueue.NEVER) {
            timer = null;
        } else if (when <= now) {
            timer = loop.callSoon(this::expire);
        } else {
            timer = loop.callAt(when, this::expire);
        }
    }

    /**
     * Changes the deadline.
     *
     * @param when a time of {@link EventLoop#time()}; null for none
     * @throws IllegalStateException if the scope has ended, or its time is over already
     */
    public void reschedule(@Nullable Duration when) {
        if (state != State.ENTERED) {
            throw new IllegalStateException("cannot change the deadline of a timeout that is "
                    + state.name().toLowerCase(java.util.Locale.ROOT));
        }
        schedule(when == null ? TimerQueue.NEVER : Durations.nanos(when), loop.nanoTime());
    }

    /**
     * The deadline.
     *
     * @return a time of {@link EventLoop#time()}; null for none
     */
    public @Nullable Duration when() {
        return deadline == TimerQueue.NEVER ? null : Duration.ofNanos(deadline);
    }

    /**
     * Whether its time is over. A body that has swallowed the cancellation can tell so.
     *
     * @return true also after the end of the scope
     */
    public boolean expired() {
        return state == State.EXPIRING || state == State.EXPIRED;
    }

    /** The state and the deadline. */
    @Override
    public String toString() {
        return "Timeout[" + state + (state == State.ENTERED ? ", when=" + Objects.toString(when()) : "") + "]";
    }
}
