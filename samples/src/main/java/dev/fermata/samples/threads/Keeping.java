package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;

import dev.fermata.ContextVar;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/**
 * Values that each thread has for itself, and each task. A thread begins without those of the thread that has started it; a
 * task begins with a copy.
 *
 * <p>A {@code ThreadLocal} is no use to coroutines: those of a loop all run on one thread.
 */
final class Keeping {
    private static final ThreadLocal<String> LOCAL = ThreadLocal.withInitial(() -> "nobody");
    private static final ContextVar<String> VARIABLE = new ContextVar<>("user", "nobody");

    private Keeping() {}

    static void byThreads() throws InterruptedException {
        LOCAL.set("Ann");
        Thread thread = new Thread(() -> {
            print("threads", "another one begins with " + LOCAL.get());
            LOCAL.set("Ben");
        });
        thread.start();
        thread.join();
        print("threads", "this one still has " + LOCAL.get());
    }

    @Async
    static Coroutine<Void> byTasks() {
        VARIABLE.set("Ann");
        await(createTask(change()));
        print("coroutines", "this one still has " + VARIABLE.get());
        return done();
    }

    @Async
    private static Coroutine<Void> change() {
        print("coroutines", "another one begins with " + VARIABLE.get());
        VARIABLE.set("Ben");
        return done();
    }
}
