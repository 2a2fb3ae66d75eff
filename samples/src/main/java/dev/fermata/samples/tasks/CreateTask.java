package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * Two coroutines as tasks, which run beside each other: two seconds in all, whichever is awaited first.
 *
 * <p>A task begins by itself, but not at once: it gets its turn when the one that made it awaits something.
 */
public final class CreateTask {
    private CreateTask() {}

    public static void main(String[] args) {
        Asyncio.run(besideEachOther());
    }

    @Async
    static Coroutine<Void> besideEachOther() {
        print("create tasks");
        Task<String> a = createTask(work("A", 1));
        Task<String> b = createTask(work("B", 2));
        print("tasks are created");
        print(await(b));
        print(await(a)); // has been done for a second
        return done();
    }

    @Async
    static Coroutine<String> work(String name, int seconds) {
        print(name + " begins");
        await(sleep(ofSeconds(seconds)));
        print(name + " ends");
        return done("result of " + name);
    }
}
