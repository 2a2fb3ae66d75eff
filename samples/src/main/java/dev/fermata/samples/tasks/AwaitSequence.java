package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/**
 * Two coroutines, one after the other: three seconds in all.
 *
 * <p>An awaited coroutine runs like a method that is called: what is behind the {@code await} waits for its end.
 */
public final class AwaitSequence {
    private AwaitSequence() {}

    public static void main(String[] args) {
        Asyncio.run(oneAfterTheOther());
    }

    @Async
    static Coroutine<Void> oneAfterTheOther() {
        print("begin");
        String first = await(work("A", 1));
        print(first);
        String second = await(work("B", 2));
        print(second);
        return done();
    }

    @Async
    static Coroutine<String> work(String name, int seconds) {
        print(name + " begins");
        await(sleep(ofSeconds(seconds)));
        print(name + " ends");
        return done("result of " + name);
    }
}
