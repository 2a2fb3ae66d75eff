package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Outcome;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.util.List;

/**
 * What becomes of a failure among several that are waited for.
 *
 * <p>{@code gather} throws the first one, at once, and the others go on running. {@code gatherOutcomes} waits for all, and
 * the failures stand in its list.
 */
public final class GatherExceptions {
    private GatherExceptions() {}

    public static void main(String[] args) {
        Asyncio.run(failures());
    }

    @Async
    static Coroutine<Void> failures() {
        print("begin");
        Task<String> slow = createTask(work("A", 2));
        try {
            await(gather(slow, fail("B", 1)));
        } catch (IllegalStateException e) {
            print("gather threw: " + e.getMessage());
        }
        print(slow.isDone() ? "A is done" : "A is still running");
        print(await(slow));

        List<Outcome<String>> outcomes = await(gatherOutcomes(fail("C", 1), work("D", 1)));
        for (Outcome<String> outcome : outcomes) {
            print("in the list: " + (outcome.isSuccess() ? outcome.value() : outcome.exception()));
        }
        return done();
    }

    @Async
    static Coroutine<String> work(String name, int seconds) {
        await(sleep(ofSeconds(seconds)));
        print(name + " ends");
        return done("result of " + name);
    }

    @Async
    static Coroutine<String> fail(String name, int seconds) {
        await(sleep(ofSeconds(seconds)));
        print(name + " fails");
        throw new IllegalStateException(name + " has no luck");
    }
}
