package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Asyncio#waitFor} with no time to wait. */
final class CancelAndWait<T extends @Nullable Object> extends LibraryCoroutine<T> {
    private static final int ENDED = 1;

    private final Awaitable<T> awaitable;
    private @Nullable Future<T> future;
    private @Nullable Consumer<Future<?>> callback;

    CancelAndWait(Awaitable<T> awaitable) {
        this.awaitable = awaitable;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) throws Exception {
        return at == START ? start() : ended(exception);
    }

    private @Nullable Object start() {
        EventLoop loop = EventLoop.running();
        Future<T> waited = loop.ensureFuture(awaitable);
        if (waited.isDone()) {
            return end(waited.result());
        }
        // It is not awaited itself, for cancelling this must not depend on what it does.
        Future<Boolean> waiter = loop.createFuture();
        Consumer<Future<?>> release = done -> Waiting.release(waiter);
        waited.addDoneCallback(release);
        waited.cancel();
        future = waited;
        callback = release;
        return await(ENDED, waiter);
    }

    private @Nullable Object ended(@Nullable Throwable exception) throws Exception {
        assert future != null && callback != null : "it was started";
        future.removeDoneCallback(callback);
        resumed(null, exception);
        try {
            return end(future.result());
        } catch (CancelledError cancelled) {
            throw Timeout.timedOut(cancelled, 0);
        }
    }

    @Override
    protected String name() {
        return "waitFor";
    }
}
