package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.timeout;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.concurrent.TimeoutException;

/** A coroutine that is cancelled. */
final class Impatient {
    private Impatient() {}

    @Async
    static Coroutine<Void> slow() {
        try {
            await(sleep(ofSeconds(60)));
        } catch (CancelledError cancelled) {
            System.out.println("cancelled");
            throw cancelled;
        } finally {
            System.out.println("cleaned up");
        }
        return done();
    }

    @Async
    static Coroutine<Void> impatient() {
        try {
            await(timeout(ofMillis(10), () -> {
                await(slow());
                System.out.println("in time");
                return done();
            }));
        } catch (TimeoutException e) {
            System.out.println("too late");
        }
        return done();
    }

    public static void main(String[] args) {
        run(impatient());
    }
}
