package dev.fermata;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A callback that an {@link EventLoop} will run at a certain time, for cancelling it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.TimerHandle">asyncio: TimerHandle</a>
 */
public final class TimerHandle extends Handle {
    private final long deadline;

    TimerHandle(EventLoop loop, Runnable callback, @Nullable Context context, long deadline) {
        super(loop, callback, context);
        this.deadline = deadline;
    }

    /**
     * When the callback is due.
     *
     * @return the time on the clock of {@link EventLoop#time()}
     */
    public Duration when() {
        return Duration.ofNanos(deadline);
    }

    @Override
    public void cancel() {
        if (!isCancelled()) {
            loop.timers.cancelled();
        }
        super.cancel();
    }
}
