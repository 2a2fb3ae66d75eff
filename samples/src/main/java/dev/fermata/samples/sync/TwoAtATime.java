package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Semaphore;

/** Four tasks of a second each, and a semaphore that lets two of them in at a time: two seconds in all. */
public final class TwoAtATime {
    private TwoAtATime() {}

    public static void main(String[] args) {
        Asyncio.run(four());
    }

    @Async
    static Coroutine<Void> four() {
        Semaphore semaphore = new Semaphore(2);
        await(gather(work(semaphore, "A"), work(semaphore, "B"), work(semaphore, "C"), work(semaphore, "D")));
        print("done: " + semaphore);
        return done();
    }

    @Async
    static Coroutine<Void> work(Semaphore semaphore, String name) {
        try (var held = await(semaphore.acquire())) {
            print(name + " is in");
            await(sleep(ofSeconds(1)));
        }
        return done();
    }
}
