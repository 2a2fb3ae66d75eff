package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A plain method on a thread of a pool sets a future that a coroutine awaits.
 *
 * <p>The coroutine goes on on the thread of its loop, never on the other one, so what it does next needs no lock.
 */
public final class FutureFromThread {
    private FutureFromThread() {}

    public static void main(String[] args) {
        ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "pool"));
        try {
            Asyncio.run(awaitThread(pool));
        } finally {
            pool.shutdown();
        }
    }

    @Async
    static Coroutine<Void> awaitThread(ExecutorService pool) {
        Future<Integer> future = EventLoop.running().createFuture();
        pool.execute(() -> compute(future));
        print("waiting on thread " + Thread.currentThread().getName());
        int answer = await(future);
        print("got " + answer + " on thread " + Thread.currentThread().getName());
        return done();
    }

    private static void compute(Future<Integer> future) {
        try {
            TimeUnit.SECONDS.sleep(1);
            print("setting it on thread " + Thread.currentThread().getName());
            future.setResult(42);
        } catch (InterruptedException e) {
            future.setException(e);
        }
    }
}
