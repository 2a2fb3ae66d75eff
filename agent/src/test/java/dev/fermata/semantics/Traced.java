package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofSeconds;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program on a virtual clock whose lines carry the number of the loop's turn. The expected lines in the subclasses are what
 * the same program in CPython 3.13 has printed, on a loop whose clock jumps likewise.
 */
abstract class Traced {
    final List<String> trace = new ArrayList<>();

    /** A coroutine as a lambda, to be made as often as it is called. */
    interface Body<T> {
        Coroutine<T> call() throws Exception;
    }

    /** Notes a line with the turn of the running loop. */
    final void log(Object... words) {
        trace.add(EventLoop.running().turns() + " "
                + Arrays.stream(words).map(Traced::word).collect(Collectors.joining(" ")));
    }

    private static String word(Object word) {
        return word instanceof Throwable thrown ? error(thrown) : String.valueOf(word);
    }

    static String error(Throwable thrown) {
        return thrown.getClass().getSimpleName() + (thrown.getMessage() == null ? "" : ":" + thrown.getMessage());
    }

    /** Runs a program as {@code Asyncio.run} does, and returns its lines. */
    final List<String> run(Coroutine<?> main) {
        try (TestLoop test = TestLoop.create()) {
            test.loop()
                    .setExceptionHandler((loop, context) -> trace.add(loop.turns() + " handler "
                            + context.message().replaceAll(" \\S*\\$\\$Lambda\\S*", "")
                            + (context.exception() == null ? "" : " " + error(context.exception()))));
            Object value = test.run(main);
            if (value != null) {
                trace.add("= " + value);
            }
        } catch (Throwable thrown) {
            trace.add("! " + error(thrown));
        }
        return trace;
    }

    final <T> List<String> run(Body<T> main) {
        try {
            return run(main.call());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static double seconds() {
        return EventLoop.running().nanoTime() / 1e9;
    }

    /** Sleeps, and notes how it begins and ends. */
    @Async
    final Coroutine<String> child(String name, int seconds) {
        log(name, "starts");
        try {
            await(sleep(ofSeconds(seconds)));
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        log(name, "ends");
        return done(name);
    }

    @Async
    final Coroutine<String> failing(String name, int seconds, RuntimeException exception) {
        await(child(name, seconds));
        throw exception;
    }

    /** Sleeps; when it is cancelled it goes on for a second and has a value. */
    @Async
    final Coroutine<String> swallowing() {
        try {
            await(sleep(ofSeconds(5)));
        } catch (CancelledError error) {
            log("swallowed");
            await(sleep(ofSeconds(1)));
        }
        return done("sw");
    }

    static RuntimeException failure(String message) {
        return new IllegalArgumentException(message);
    }

    /** Sleeps, and notes how it begins, that it is cancelled, and that it cleans up. */
    @Async
    final Coroutine<String> cleaning(String name, int seconds) {
        log(name, "starts");
        try {
            await(sleep(ofSeconds(seconds)));
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        } finally {
            log(name, "finally");
        }
        return done(name);
    }

    @Async
    final Coroutine<String> failingCleanly(String name, int seconds, RuntimeException exception) {
        await(cleaning(name, seconds));
        throw exception;
    }
}
