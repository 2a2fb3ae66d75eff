package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * A program that waits for ever, for a future that nobody sets. Stop it by Ctrl-C: it says who waits for whom, and cleans
 * up.
 */
public final class ForgottenFuture {
    private ForgottenFuture() {}

    public static void main(String[] args) {
        Asyncio.run(waitForHelper());
    }

    @Async
    static Coroutine<Void> waitForHelper() {
        Future<String> nobodySetsIt = EventLoop.running().createFuture();
        Task<String> helper = createTask(help(nobodySetsIt), "helper");
        print("waiting; press Ctrl-C");
        print(await(helper));
        return done();
    }

    @Async
    static Coroutine<String> help(Future<String> future) {
        try {
            return done(await(future));
        } catch (CancelledError e) {
            print("the helper cleans up");
            throw e;
        }
    }
}
