package dev.fermata;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Futures of a loop, and those of the JDK. */
final class Stages {
    private Stages() {}

    static <T extends @Nullable Object> Future<T> future(EventLoop loop, CompletionStage<T> stage) {
        Future<T> future = loop.createFuture();
        if (stage instanceof CompletableFuture<T> source && source.isDone()) {
            var unused = source.whenComplete((value, failure) -> complete(future, value, failure));
            return future;
        }
        future.addDoneCallback(done -> {
            if (done.isCancelled() && stage instanceof java.util.concurrent.Future<?> source) {
                source.cancel(true);
            }
        });
        stage.whenComplete((value, failure) -> {
            if (!loop.isClosed()) {
                loop.callSoonThreadSafe(() -> complete(future, value, failure));
            }
        });
        return future;
    }

    private static <T extends @Nullable Object> void complete(Future<T> future, T value, @Nullable Throwable failure) {
        if (future.isDone()) {
            return; // cancelled
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

    static <T extends @Nullable Object> CompletableFuture<T> completable(Future<T> source) {
        CompletableFuture<T> target = new CompletableFuture<>();
        source.loop.hand(() -> link(source, target));
        return target;
    }

    /** Runs a coroutine as a task of a loop, from another thread. */
    static <T extends @Nullable Object> CompletableFuture<T> submitted(Coroutine<T> coroutine, EventLoop loop) {
        CompletableFuture<T> target = new CompletableFuture<>();
        loop.callSoonThreadSafe(() -> {
            try {
                link(loop.createTask(coroutine), target);
            } catch (Throwable thrown) {
                target.completeExceptionally(thrown);
                throw thrown;
            }
        });
        return target;
    }

    private static <T extends @Nullable Object> void link(Future<T> source, CompletableFuture<T> target) {
        var unused = target.whenComplete((value, failure) -> {
            if (target.isCancelled()) {
                source.cancel();
            }
        });
        source.addDoneCallback(done -> copy(done, target), null);
    }

    private static <T extends @Nullable Object> void copy(Future<? extends T> source, CompletableFuture<T> target) {
        if (source.isCancelled()) {
            target.cancel(false);
            return;
        }
        Throwable failure = source.exception();
        if (failure != null) {
            target.completeExceptionally(failure);
        } else {
            target.complete(source.result());
        }
    }
}
