package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;

/** What bodies do when they are closed, and when an end signal passes through them. */
public class Exits {
    @Async
    public static Generator<Object, Object, Object> noticed() {
        try {
            Generator.yield(1);
            Generator.yield(2);
        } catch (GeneratorExit e) {
            Log.say(e);
            throw e;
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> answered_by_a_value() {
        try {
            Generator.yield(1);
            Generator.yield(2);
        } catch (GeneratorExit e) {
            return done("closed early");
        }
        return done("complete");
    }

    @Async
    public static Generator<Object, Object, Object> answered_by_an_exception() throws IOException {
        try {
            Generator.yield(1);
            Generator.yield(2);
        } finally {
            Log.say("cleaning fails");
            throw new IOException("in finally");
        }
    }

    @Async
    public static Generator<Object, Object, Object> ignored() {
        for (int i = 0; i < 3; i++) {
            try {
                Generator.yield(i);
            } catch (GeneratorExit e) {
                Generator.yield("I stay");
            }
        }
        return done("at last");
    }

    @Async
    public static Generator<Object, Object, Object> ignored_by_finally() {
        try {
            Generator.yield(1);
        } finally {
            Generator.yield("in finally");
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> not_caught_by_exception() {
        try {
            Generator.yield(1);
        } catch (Exception e) {
            Generator.yield("not for exits " + e.getMessage());
        }
        return done();
    }

    @Async
    private static Generator<Object, Object, Object> two() {
        Generator.yield("two 1");
        Generator.yield("two 2");
        return done("two");
    }

    @Async
    public static Generator<Object, Object, Object> an_end_signal_of_another_is_an_error() {
        var inner = two();
        while (true) {
            Generator.yield(inner.next());
        }
    }

    @Async
    public static Generator<Object, Object, Object> an_end_signal_thrown_by_hand_is_an_error() {
        Generator.yield(1);
        throw new StopIteration("by hand");
    }

    @Async
    public static Generator<Object, Object, Object> an_end_signal_that_is_caught_is_fine() {
        var inner = two();
        try {
            while (true) {
                Generator.yield(inner.next());
            }
        } catch (StopIteration end) {
            return done(end.value());
        }
    }

    @Async
    public static Generator<Object, Object, Object> an_exit_thrown_by_hand() {
        Generator.yield(1);
        throw new GeneratorExit();
    }
}
