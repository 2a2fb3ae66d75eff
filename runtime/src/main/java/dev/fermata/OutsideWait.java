package dev.fermata;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A future for what other threads or processes bring: see {@link dev.fermata.internal.OutsideCoroutine}. */
final class OutsideWait<V extends @Nullable Object> {
    private final EventLoop loop;
    private final Future<V> future;
    private final Consumer<? super V> unwanted;

    private OutsideWait(EventLoop loop, Consumer<? super V> unwanted) {
        this.loop = loop;
        this.future = loop.createFuture();
        this.unwanted = unwanted;
    }

    static <V extends @Nullable Object> Future<V> begin(
            EventLoop loop, CompletableFuture<V> request, Consumer<? super V> unwanted) {
        OutsideWait<V> wait = new OutsideWait<>(loop, unwanted);
        if (request.isDone()) {
            var unused = request.whenComplete(wait::complete);
        } else {
            loop.outside++;
            var unused = request.whenComplete(wait::hand);
        }
        return wait.future;
    }

    /** On any thread. */
    private void hand(V value, @Nullable Throwable failure) {
        try {
            loop.callSoonThreadSafe(() -> {
                loop.outside--;
                complete(value, failure);
            });
        } catch (IllegalStateException closed) {
            if (failure == null) {
                unwanted.accept(value);
            }
        }
    }

    private void complete(V value, @Nullable Throwable failure) {
        if (future.isDone()) {
            return; // it was cancelled: whoever waited gives the value back
        }
        if (failure == null) {
            future.setResult(value);
        } else if (failure instanceof CancellationException) {
            future.cancel(failure.getMessage());
        } else {
            Throwable cause = failure.getCause();
            future.setException(failure instanceof CompletionException && cause != null ? cause : failure);
        }
    }
}
