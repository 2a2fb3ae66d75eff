package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Lock;

/** Two tasks and one lock: the second gets it when the first gives it back, at the end of its block. */
public final class OneAtATime {
    private OneAtATime() {}

    public static void main(String[] args) {
        Asyncio.run(two());
    }

    @Async
    static Coroutine<Void> two() {
        Lock lock = new Lock();
        await(gather(work(lock, "a"), work(lock, "b")));
        print("done: " + lock);
        return done();
    }

    @Async
    static Coroutine<Void> work(Lock lock, String name) {
        print(name + " waits for the lock");
        try (var held = await(lock.acquire())) {
            print(name + " has it: " + lock);
            await(sleep(ofSeconds(2)));
            print(name + " gives it back");
        }
        return done();
    }
}
