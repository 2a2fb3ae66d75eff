package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/**
 * A coroutine that prints, sleeps for two seconds, and prints again.
 *
 * <p>Calling {@code hello()} runs nothing of it yet. {@code Asyncio.run} makes an event loop, runs the coroutine in it to
 * the end, and closes the loop.
 */
public final class HelloAsync {
    private HelloAsync() {}

    public static void main(String[] args) {
        Asyncio.run(hello());
    }

    @Async
    static Coroutine<Void> hello() {
        print("begin");
        await(sleep(ofSeconds(2)));
        print("end");
        return done();
    }
}
