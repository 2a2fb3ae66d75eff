package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;
import static java.time.Duration.ofMillis;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads and tasks: how they begin, how many there are, and what becomes of those that nobody waits for. */
final class Starting {
    private Starting() {}

    /** A thread has no value: it leaves one behind, for whoever joins it. */
    static void threads() throws InterruptedException {
        String[] greeting = new String[1];
        Thread thread = new Thread(
                () -> greeting[0] =
                        "hello from thread " + Thread.currentThread().getName(),
                "ann");
        thread.start();
        thread.join();
        print("threads", greeting[0]);
    }

    @Async
    static Coroutine<Void> tasks() {
        Task<String> task = createTask(greet(), "ann", null);
        print("coroutines", await(task));
        return done();
    }

    @Async
    private static Coroutine<String> greet() {
        await(sleep(ofMillis(1)));
        return done("hello from task " + currentTask().name());
    }

    /** A pool has as many threads as may work at a time. */
    static void pool() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                int number = i;
                calls.add(() -> number * number);
            }
            List<Integer> squares = new ArrayList<>();
            for (Future<Integer> square : pool.invokeAll(calls)) {
                squares.add(square.get());
            }
            print("threads", "on two threads: " + squares);
        } catch (ExecutionException e) {
            throw new AssertionError("numbers can be multiplied", e);
        } finally {
            pool.shutdown();
        }
    }

    /** Tasks need no pool: all are there at once, and a semaphore says how many go on at a time. */
    @Async
    static Coroutine<Void> limited() {
        Semaphore two = new Semaphore(2);
        List<Coroutine<Integer>> squares = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            squares.add(square(i, two));
        }
        print("coroutines", "two at a time: " + await(gather(squares)));
        return done();
    }

    @Async
    private static Coroutine<Integer> square(int number, Semaphore permits) {
        try (var held = await(permits.acquire())) {
            await(sleep(ofMillis(1)));
            return done(number * number);
        }
    }

    /** A daemon thread does not keep the program alive. At its end it is gone, without its {@code finally} blocks. */
    static void daemon() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread daemon = new Thread(() -> {
            try {
                begun.countDown();
                new CountDownLatch(1).await(); // for ever
            } catch (InterruptedException e) {
                print("threads", "nobody interrupts it");
            } finally {
                print("threads", "this is never printed");
            }
        });
        daemon.setDaemon(true);
        daemon.start();
        begun.await();
        print("threads", "a daemon is left waiting");
    }

    /** A task does not keep the program alive either, but it is cancelled at the end, and may clean up. */
    @Async
    static Coroutine<Void> leftOver() {
        Task<Void> task = createTask(waitForEver());
        await(sleep(ofMillis(1)));
        print("coroutines", "a task is left waiting: " + !task.isDone());
        return done();
    }

    @Async
    private static Coroutine<Void> waitForEver() {
        try {
            while (true) {
                await(sleep(ofMillis(100)));
            }
        } finally {
            print("coroutines", "the end of the program cancels it, and it cleans up");
        }
    }
}
