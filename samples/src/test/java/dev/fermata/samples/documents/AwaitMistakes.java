package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Generator;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What goes wrong when coroutines are written or used in a wrong way: prints the messages that the documents show. */
final class AwaitMistakes {
    private AwaitMistakes() {}

    public static void main(String[] args) {
        print(() -> notAnnotated());
        print(() -> plainLambda());
        print(() -> inGenerator());

        print(() -> run(reuses()));
        print(() -> createTask(nothing()));
        print(() -> run(runs()));
        print(() -> run(blocks()));
        print(() -> run(completesTwice()));
        print(() -> run(leavesTheThread()));
        print(() -> run(awaitsAcrossLoops()));
        print(() -> run(waitsForItself()));

        run(drops());
        run(ignores());
    }

    private static void print(Runnable mistake) {
        try {
            mistake.run();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    // ---- what cannot be woven

    static Coroutine<Void> notAnnotated() {
        await(sleep(Duration.ZERO));
        return done();
    }

    private static void plainLambda() {
        Runnable awaits = () -> await(sleep(Duration.ZERO));
        awaits.run();
    }

    @Async
    static Generator<Integer, Void, Void> inGenerator() {
        await(sleep(Duration.ZERO));
        return done();
    }

    // ---- what is woven and used in a wrong way

    @Async
    static Coroutine<Void> nothing() {
        return done();
    }

    @Async
    static Coroutine<Void> reuses() {
        Coroutine<Void> once = nothing();
        await(once);
        await(once);
        return done();
    }

    @Async
    static Coroutine<Void> runs() {
        run(nothing());
        return done();
    }

    @Async
    static Coroutine<Void> blocks() {
        try {
            createTask(nothing()).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
        return done();
    }

    @Async
    static Coroutine<Void> completesTwice() {
        Future<Integer> future = EventLoop.running().createFuture();
        future.setResult(1);
        future.setResult(2);
        return done();
    }

    @Async
    static Coroutine<Void> leavesTheThread() {
        EventLoop loop = EventLoop.running();
        try {
            CompletableFuture.runAsync(() -> loop.callSoon(() -> {})).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
        return done();
    }

    @Async
    static Coroutine<Void> awaitsAcrossLoops() {
        try (EventLoop other = EventLoop.create()) {
            await(other.createFuture());
        }
        return done();
    }

    @Async
    static Coroutine<Void> waitsForItself() {
        Task<?>[] self = new Task<?>[1];
        self[0] = createTask(awaiting(self));
        await(self[0]);
        return done();
    }

    @Async
    static Coroutine<Void> awaiting(Task<?>[] task) {
        await(task[0]);
        return done();
    }

    // ---- what is only told

    @Async
    static Coroutine<Void> drops() {
        nothing();
        return done();
    }

    @Async
    static Coroutine<Void> ignores() {
        createTask(failing());
        await(sleep(Duration.ZERO));
        return done();
    }

    @Async
    static Coroutine<Void> failing() {
        throw new IllegalArgumentException("no");
    }
}
