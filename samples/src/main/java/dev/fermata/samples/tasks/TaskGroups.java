package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.ExceptionGroup;
import dev.fermata.annotation.Async;

/**
 * Tasks that end together: the block of a task group is over when all tasks in it are.
 *
 * <p>If one fails, the others are cancelled, and the failures leave the block as one {@code ExceptionGroup}.
 */
public final class TaskGroups {
    private TaskGroups() {}

    public static void main(String[] args) {
        Asyncio.run(twoGroups());
    }

    @Async
    static Coroutine<Void> twoGroups() {
        await(taskGroup(group -> {
            group.createTask(work("A", 1));
            group.createTask(work("B", 2));
            print("both are created");
            return done();
        }));
        print("both are done");

        try {
            await(taskGroup(group -> {
                group.createTask(work("C", 2));
                group.createTask(fail("D", 1));
                return done();
            }));
        } catch (ExceptionGroup failures) {
            print(failures.getMessage());
            failures.exceptions().forEach(failure -> print("  " + failure.getMessage()));
        }
        return done();
    }

    @Async
    static Coroutine<Void> work(String name, int seconds) {
        boolean finished = false;
        try {
            await(sleep(ofSeconds(seconds)));
            finished = true;
        } finally {
            print(name + (finished ? " ends" : " is cancelled"));
        }
        return done();
    }

    @Async
    static Coroutine<Void> fail(String name, int seconds) {
        await(sleep(ofSeconds(seconds)));
        print(name + " fails");
        throw new IllegalStateException(name + " has no luck");
    }
}
