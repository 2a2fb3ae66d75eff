package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import java.util.List;

/** What {@code Asyncio.run} does, step by step: makes a loop, runs a coroutine in it to the end, and closes the loop. */
public final class LoopByHand {
    private LoopByHand() {}

    public static void main(String[] args) {
        try {
            EventLoop.running();
        } catch (IllegalStateException e) {
            print("outside: " + e.getMessage());
        }

        try (EventLoop loop = EventLoop.create()) {
            List<String> results = loop.runUntilComplete(both());
            print("results: " + results);
        }
    }

    @Async
    static Coroutine<List<String>> both() {
        print("inside: " + EventLoop.running());
        return done(await(gather(work("A", 2), work("B", 1))));
    }

    @Async
    static Coroutine<String> work(String name, int seconds) {
        await(sleep(ofSeconds(seconds)));
        print(name + " ends");
        return done("result of " + name);
    }
}
