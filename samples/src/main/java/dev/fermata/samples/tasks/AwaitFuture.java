package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * A future is a value that somebody sets later: one coroutine awaits it, another sets it after two seconds.
 *
 * <p>Who awaits a future that nobody sets waits until it is cancelled. What a task waits for can be seen from outside, so
 * such a mistake is easy to find.
 */
public final class AwaitFuture {
    private AwaitFuture() {}

    public static void main(String[] args) {
        Asyncio.run(twoFutures());
    }

    @Async
    static Coroutine<Void> twoFutures() {
        Future<String> future = EventLoop.running().createFuture();
        createTask(setLater(future));
        print("waiting for " + future);
        print(await(future));

        Task<Void> stuck = createTask(waitFor(EventLoop.running().createFuture()), "stuck");
        await(sleep(ofSeconds(1)));
        print("still there: " + stuck);
        stuck.cancel();
        await(gatherOutcomes(stuck));
        print("now: " + stuck);
        return done();
    }

    @Async
    static Coroutine<Void> setLater(Future<String> future) {
        await(sleep(ofSeconds(2)));
        future.setResult("666");
        return done();
    }

    @Async
    static Coroutine<Void> waitFor(Future<String> nobodySetsIt) {
        try {
            print(await(nobodySetsIt));
        } catch (CancelledError e) {
            print("stopped, while it waited for a value that nobody has set");
            throw e;
        }
        return done();
    }
}
