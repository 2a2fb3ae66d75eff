package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static java.time.Duration.ZERO;

import dev.fermata.Asyncio;
import dev.fermata.ContextVar;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * A variable with a value for each task: what a task sets is seen in the coroutines that it awaits and in the tasks that it
 * makes from then on, and nowhere else.
 */
public final class ContextVars {
    private static final ContextVar<String> USER = new ContextVar<>("user", "nobody");

    private ContextVars() {}

    public static void main(String[] args) {
        Asyncio.run(requests());
    }

    @Async
    static Coroutine<Void> requests() {
        await(gather(request("Ada"), request("Ben")));
        say("the one that made both tasks");
        return done();
    }

    @Async
    static Coroutine<Void> request(String user) {
        say("a new task");
        USER.set(user);
        await(sleep(ZERO)); // lets the other task set its own
        say("the same task");
        await(query());

        Task<Void> child = createTask(child());
        USER.set(user + ", logged out");
        await(child);
        say("the parent");
        return done();
    }

    @Async
    static Coroutine<Void> query() {
        say("a coroutine that it awaits");
        return done();
    }

    @Async
    static Coroutine<Void> child() {
        say("its child");
        USER.set("somebody else");
        return done();
    }

    private static void say(String who) {
        System.out.println(who + " sees " + USER.get());
    }
}
