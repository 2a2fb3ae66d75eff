package dev.fermata;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@link Asyncio#shield} does. */
final class Shield {
    private Shield() {}

    static <T extends @Nullable Object> Future<T> of(Awaitable<T> awaitable) {
        EventLoop loop = EventLoop.running();
        Future<T> inner = loop.ensureFuture(awaitable);
        if (inner.isDone()) {
            return inner;
        }
        Future<T> outer = loop.createFuture();
        Consumer<Future<T>> innerDone = done -> copy(done, outer);
        inner.addDoneCallback(innerDone);
        outer.addDoneCallback(done -> {
            if (!inner.isDone()) {
                inner.removeDoneCallback(innerDone);
            }
        });
        return outer;
    }

    private static <T extends @Nullable Object> void copy(Future<? extends T> inner, Future<T> outer) {
        if (outer.isCancelled()) {
            if (!inner.isCancelled()) {
                inner.exception(); // nobody else will ask
            }
        } else if (inner.isCancelled()) {
            outer.cancel();
        } else {
            Throwable failure = inner.exception();
            if (failure != null) {
                outer.setException(failure);
            } else {
                outer.setResult(inner.result());
            }
        }
    }
}
