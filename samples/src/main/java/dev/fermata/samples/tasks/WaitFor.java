package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.concurrent.TimeoutException;

/**
 * A coroutine that would take four seconds, and gets one.
 *
 * <p>When the time is over it is cancelled: its {@code await} throws a {@code CancelledError}, so its {@code finally} blocks
 * run, before the timeout reaches the one that waits.
 */
public final class WaitFor {
    private WaitFor() {}

    public static void main(String[] args) {
        Asyncio.run(impatient());
    }

    @Async
    static Coroutine<Void> impatient() {
        try {
            String answer = await(waitFor(slow(), ofSeconds(1)));
            print(answer);
        } catch (TimeoutException e) {
            print("time is out");
        }
        return done();
    }

    @Async
    static Coroutine<String> slow() {
        print("slow begins");
        try {
            await(sleep(ofSeconds(4)));
            return done("the answer that nobody waits for");
        } catch (CancelledError e) {
            print("slow is cancelled");
            throw e;
        } finally {
            print("slow cleans up");
        }
    }
}
