package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofMillis;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** Two faults that debug mode finds. */
final class Blocking {
    private Blocking() {}

    @Async
    static Coroutine<Void> blocks() {
        busy();
        Coroutine<Void> forgotten = sleep(ofMillis(10));
        return done();
    }

    private static void busy() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) {
        run(blocks(), true);
    }
}
