package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import java.util.List;

/**
 * The event loop at work: before each of its turns, which tasks are ready, and what the others wait for.
 *
 * <p>In a turn, every task that is ready runs until it waits for something, one after the other. When none is ready, the
 * loop sleeps until the time for the next one has come; the one of this program, made for tests, puts the clock forward
 * instead.
 */
public final class ReadyAndWaiting {
    private ReadyAndWaiting() {}

    public static void main(String[] args) {
        try (TestLoop test = TestLoop.create()) {
            EventLoop loop = test.loop();
            Task<Void> cook = loop.createTask(cook(), "cook", null);
            for (int turn = 1; !cook.isDone(); turn++) {
                List<String> tasks = tasks(test);
                System.out.println("turn " + turn + ", at " + test.time().toSeconds() + " s");
                tasks.forEach(task -> System.out.println("  " + task));
                run(loop, tasks.stream().anyMatch(task -> !task.contains("waits for")));
            }
            System.out.println("done, at " + test.time().toSeconds() + " s");
        }
    }

    /** A line for each task. */
    private static List<String> tasks(TestLoop test) {
        return test.report().lines().filter(line -> !line.startsWith(" ")).toList();
    }

    /** One turn; if nothing is ready, the one that begins when a second has gone by. */
    private static void run(EventLoop loop, boolean anyReady) {
        if (anyReady) {
            loop.stop(); // when it runs, after one turn
        } else {
            loop.callLater(ofSeconds(1), loop::stop);
        }
        loop.runForever();
    }

    @Async
    static Coroutine<Void> cook() {
        Future<String> water = EventLoop.running().createFuture();
        Task<Void> kettle = createTask(boil(water), "kettle");
        Task<Void> pan = createTask(fry(water), "pan");
        await(kettle);
        await(pan);
        return done();
    }

    @Async
    static Coroutine<Void> boil(Future<String> water) {
        await(sleep(ofSeconds(1)));
        water.setResult("hot");
        return done();
    }

    @Async
    static Coroutine<Void> fry(Future<String> water) {
        await(sleep(ZERO)); // waits for nothing, but lets the others have their turn
        await(water);
        await(sleep(ofSeconds(1)));
        return done();
    }
}
