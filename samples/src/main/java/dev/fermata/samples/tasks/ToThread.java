package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofMillis;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * A method that blocks its thread, awaited: {@code toThread} calls it on another one.
 *
 * <p>The loop goes on meanwhile, as the ticking task shows. Called directly, the method would stop it, and the clock.
 */
public final class ToThread {
    private ToThread() {}

    public static void main(String[] args) throws InterruptedException {
        Asyncio.run(blockElsewhere());
    }

    @Async
    static Coroutine<Void> blockElsewhere() throws InterruptedException {
        Task<Void> ticking = createTask(tick());
        String result = await(toThread(() -> block()));
        print(result);
        ticking.cancel();
        return done();
    }

    @Async
    static Coroutine<Void> tick() {
        while (true) {
            print("tick");
            await(sleep(ofMillis(500)));
        }
    }

    private static String block() throws InterruptedException {
        print("blocking begins");
        Thread.sleep(1_800);
        print("blocking ends");
        return "the result";
    }
}
