package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.List;

/** Results in the order in which they are there: the short ones do not wait for the long one before them. */
public final class AsCompleted {
    private AsCompleted() {}

    public static void main(String[] args) {
        Asyncio.run(shortOnesFirst());
    }

    @Async
    static Coroutine<Void> shortOnesFirst() {
        print("begin");
        for (Coroutine<String> next : asCompleted(List.of(work("A", 3), work("B", 1), work("C", 2)))) {
            String result = await(next);
            print(result);
        }
        return done();
    }

    @Async
    static Coroutine<String> work(String name, int seconds) {
        await(sleep(ofSeconds(seconds)));
        return done("result of " + name + " after " + seconds + " s");
    }
}
