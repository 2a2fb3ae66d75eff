package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofSeconds;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import dev.fermata.testing.StalledException;
import dev.fermata.testing.TestLoop;
import java.io.IOException;

/** A coroutine that takes its time, and tests of it that do not. */
final class Retries {
    private int attempts;

    @Async
    private Coroutine<String> fetch() throws IOException {
        attempts++;
        if (attempts < 3) {
            throw new IOException("no answer");
        }
        return done("the page");
    }

    @Async
    private Coroutine<String> fetchPatiently() throws IOException {
        for (int seconds = 1; seconds < 60; seconds *= 2) {
            try {
                return done(await(fetch()));
            } catch (IOException e) {
                await(sleep(ofSeconds(seconds)));
            }
        }
        return fetch();
    }

    @Async
    private Coroutine<Void> forgetful() {
        await(EventLoop.running().createFuture());
        return done();
    }

    private static void pausesGrow() throws IOException {
        try (TestLoop test = TestLoop.create()) {
            String page = test.run(new Retries().fetchPatiently());
            System.out.println(page + " after " + test.time().toSeconds() + " s");
        }
    }

    private static void standsStill() {
        try (TestLoop test = TestLoop.create()) {
            test.run(new Retries().forgetful());
        } catch (StalledException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) throws IOException {
        pausesGrow();
        standsStill();
    }
}
