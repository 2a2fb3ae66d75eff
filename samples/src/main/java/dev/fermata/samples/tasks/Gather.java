package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.util.List;

/**
 * Waits for several at once: {@code gather} takes tasks or coroutines, and gives their results in the order of its
 * arguments. Each round takes as long as its longest, two seconds.
 */
public final class Gather {
    private Gather() {}

    public static void main(String[] args) {
        Asyncio.run(twoRounds());
    }

    @Async
    static Coroutine<Void> twoRounds() {
        Task<String> a = createTask(work("A", 2));
        Task<String> b = createTask(work("B", 1));
        List<String> ofTasks = await(gather(a, b));
        print("of tasks: " + ofTasks);

        List<String> ofCoroutines = await(gather(work("C", 2), work("D", 1)));
        print("of coroutines: " + ofCoroutines);
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
