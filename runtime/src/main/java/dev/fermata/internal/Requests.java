package dev.fermata.internal;

import dev.fermata.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What has been asked for, and comes from another thread or process. */
public final class Requests {
    private Requests() {}

    /**
     * Requires that this thread may wait.
     *
     * @param method that would wait
     * @param instead what to call in a coroutine
     * @throws IllegalStateException on the thread of a running loop
     */
    public static void requireNoLoop(String method, String instead) {
        if (EventLoop.runningOrNull() != null) {
            throw new IllegalStateException(method + " would block the event loop that runs on thread "
                    + Thread.currentThread().getName() + ". Call await(" + instead + ") in a coroutine instead.");
        }
    }

    /**
     * Waits on this thread.
     *
     * @param request what was asked for
     * @param giveBack takes what came when nobody waited any more
     * @param <V> the type of what comes
     * @return what came
     * @throws InterruptedException if the thread was interrupted: the request is withdrawn
     */
    public static <V extends @Nullable Object> V await(CompletableFuture<V> request, Consumer<? super V> giveBack)
            throws InterruptedException {
        try {
            return request.get();
        } catch (InterruptedException e) {
            abandon(request, giveBack);
            throw e;
        } catch (ExecutionException e) {
            throw Sneaky.rethrow(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Waits on this thread, but not longer than a given time.
     *
     * @param request what was asked for
     * @param timeout how long
     * @param giveBack takes what came when nobody waited any more
     * @param <V> the type of what comes
     * @return what came
     * @throws InterruptedException if the thread was interrupted: the request is withdrawn
     * @throws TimeoutException if the time is over: the request is withdrawn
     */
    public static <V extends @Nullable Object> V await(
            CompletableFuture<V> request, Duration timeout, Consumer<? super V> giveBack)
            throws InterruptedException, TimeoutException {
        try {
            return request.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            abandon(request, giveBack);
            throw e;
        } catch (TimeoutException e) {
            abandon(request, giveBack);
            throw new TimeoutException("not done within " + Durations.words(Durations.nanos(timeout)));
        } catch (ExecutionException e) {
            throw Sneaky.rethrow(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Waits on this thread, whatever happens to it, for what comes at once.
     *
     * @param request what was asked for
     * @param <V> the type of what comes
     * @return what came
     */
    public static <V extends @Nullable Object> V awaitNow(CompletableFuture<V> request) {
        try {
            return request.join();
        } catch (CompletionException e) {
            throw Sneaky.rethrow(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Withdraws a request for which nobody waits any more.
     *
     * @param request done or not
     * @param giveBack takes what came in the meantime
     * @param <V> the type of what comes
     */
    public static <V extends @Nullable Object> void abandon(
            CompletableFuture<V> request, Consumer<? super V> giveBack) {
        if (!request.cancel(false) && !request.isCompletedExceptionally()) {
            giveBack.accept(request.join());
        }
    }
}
