package dev.fermata;

import dev.fermata.internal.Durations;
import dev.fermata.internal.Named;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Sneaky;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import org.jspecify.annotations.Nullable;

/**
 * The coroutine of {@link Asyncio#sleep}.
 *
 * <p>A sleeping task should take little memory. So where a body awaits this, the body waits for the timer itself, and this is
 * garbage; only where this is the outermost body, in a task or because the stack is deep, it stays.
 */
final class Sleep<T extends @Nullable Object> extends CoroutineFrame<T> implements Named {
    private static final int WAITING = 1;

    private final long nanos;
    private @Nullable T result;

    Sleep(long nanos, @Nullable T result) {
        this.nanos = nanos;
        this.result = result;
        NeverAwaited.made(this);
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        if (label == CREATED) {
            label = RUNNING;
            return start(depth);
        }
        label = RUNNING;
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return Awaits.result(result);
    }

    private Object start(int depth) {
        Awaitable<?> pending = nanos <= 0 ? Awaits.HOP : timer();
        if (depth < 0 && (nanos > 0 || result == null)) {
            return pending;
        }
        label = WAITING;
        return Awaits.suspend(pending, this);
    }

    private SleepTimer<T> timer() {
        EventLoop loop = EventLoop.running();
        SleepTimer<T> timer = SleepTimer.of(loop, result);
        loop.timers.add(timer, Durations.after(loop.nanoTime(), nanos));
        return timer;
    }

    @Override
    public String name() {
        return "sleep";
    }
}
