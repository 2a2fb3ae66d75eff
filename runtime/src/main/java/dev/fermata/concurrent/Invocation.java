package dev.fermata.concurrent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** {@code invokeAll} and {@code invokeAny}, as {@link java.util.concurrent.ExecutorService} has them. */
final class Invocation {
    private Invocation() {}

    static <T extends @Nullable Object> List<Future<T>> all(
            ProcessPoolExecutor pool, Collection<? extends Callable<T>> tasks, long nanos) throws InterruptedException {
        List<Future<T>> futures = new ArrayList<>();
        boolean done = false;
        long deadline = deadline(nanos);
        try {
            for (Callable<T> task : tasks) {
                futures.add(pool.submit(task));
            }
            for (Future<T> future : futures) {
                await(future, deadline - System.nanoTime());
            }
            done = true;
        } catch (TimeoutException late) {
            // The rest is cancelled.
        } finally {
            if (!done) {
                futures.forEach(future -> future.cancel(true));
            }
        }
        return futures;
    }

    private static void await(Future<?> future, long nanos) throws InterruptedException, TimeoutException {
        try {
            Object unused = future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException ended) {
            // It is done, which is all that matters here.
        }
    }

    static <T extends @Nullable Object> T any(
            ProcessPoolExecutor pool, Collection<? extends Callable<T>> tasks, long nanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("invokeAny needs a task, and was given none.");
        }
        BlockingQueue<CompletableFuture<T>> ended = new LinkedBlockingQueue<>();
        List<CompletableFuture<T>> futures = new ArrayList<>();
        long deadline = deadline(nanos);
        try {
            for (Callable<T> task : tasks) {
                CompletableFuture<T> future = pool.submit(task);
                futures.add(future);
                var unused = future.whenComplete((value, failure) -> ended.add(future));
            }
            return first(ended, futures.size(), deadline);
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
    }

    private static <T extends @Nullable Object> T first(
            BlockingQueue<CompletableFuture<T>> ended, int count, long deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        ExecutionException last = null;
        for (int i = 0; i < count; i++) {
            CompletableFuture<T> future = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (future == null) {
                throw new TimeoutException("None of the " + count + " tasks has succeeded in time.");
            }
            try {
                return future.get();
            } catch (ExecutionException failure) {
                last = failure;
            } catch (CancellationException cancelled) {
                last = new ExecutionException(cancelled);
            }
        }
        assert last != null : "there was a task";
        throw last;
    }

    private static long deadline(long nanos) {
        return nanos > Long.MAX_VALUE / 2 ? System.nanoTime() + Long.MAX_VALUE / 2 : System.nanoTime() + nanos;
    }
}
