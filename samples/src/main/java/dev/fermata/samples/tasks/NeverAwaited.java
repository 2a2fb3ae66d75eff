package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/**
 * A forgotten {@code await}. Calling a coroutine runs nothing of it; if the result is dropped, that was all, and a warning
 * names the method and the line.
 *
 * <p>What is kept in a variable may be awaited later. That it was not is found in debug mode, when it is garbage or the loop is
 * closed: {@code JAVA_OPTS=-Dfermata.debug=true samples/run never-awaited}.
 */
public final class NeverAwaited {
    private NeverAwaited() {}

    public static void main(String[] args) {
        Asyncio.run(forgetful());
    }

    @Async
    static Coroutine<Void> forgetful() {
        answer(41);
        Coroutine<Integer> kept = answer(43);
        Coroutine<Integer> awaited = answer(42);
        System.out.println(await(awaited));
        System.out.println("kept: " + kept);
        return done();
    }

    @Async
    static Coroutine<Integer> answer(int number) {
        System.out.println("thinking of " + number);
        return done(number);
    }
}
