package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Event;
import java.util.concurrent.CountDownLatch;

/**
 * One says that something has happened, and all who wait go on. A {@code CountDownLatch} opens once and for all; an
 * {@code Event} can be cleared and set again.
 */
final class Signalling {
    private Signalling() {}

    static void latch() throws InterruptedException {
        CountDownLatch open = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                open.await();
                print("threads", "gone through");
            } catch (InterruptedException e) {
                print("threads", "somebody has interrupted it");
            }
        });
        waiting.start();
        print("threads", "opening");
        open.countDown();
        waiting.join();
    }

    @Async
    static Coroutine<Void> event() {
        Event open = new Event();
        Task<Void> waiting = createTask(goThrough(open));
        print("coroutines", "opening");
        open.set();
        await(waiting);
        return done();
    }

    @Async
    private static Coroutine<Void> goThrough(Event open) {
        await(open.waitUntilSet());
        print("coroutines", "gone through");
        return done();
    }
}
