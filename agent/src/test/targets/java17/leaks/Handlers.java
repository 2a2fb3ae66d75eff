package leaks;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;

/** Exceptions, and what only a handler needs. */
public class Handlers {
    @Async
    public static Generator<Object, Object, Object> needed_by_a_handler_only() {
        Tracked a = new Tracked("a");
        Tracked b = new Tracked("b");
        try {
            Generator.yield("a");
            Log.say("in try");
            Generator.yield("a");
        } catch (IllegalArgumentException e) {
            Log.say(a.name());
            return done();
        }
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> exceptions() {
        try {
            throw new Tracked("thrown");
        } catch (Tracked e) {
            Generator.yield("thrown");
            Log.say(e.name());
            Generator.yield("");
        }
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> exceptions_that_wait_for_finally() {
        try {
            for (int i = 0; i < 2; i++) {
                try {
                    if (i == 1) {
                        throw new Tracked("pending");
                    }
                } finally {
                    Generator.yield(i == 1 ? "pending" : "");
                }
            }
        } catch (Tracked caught) {
            Generator.yield("");
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> values_that_wait_for_finally() {
        try {
            try {
                Generator.yield("");
                return done(new Tracked("value").name());
            } finally {
                Generator.yield("");
            }
        } finally {
            Generator.yield("");
        }
    }

    @Async
    public static Generator<Object, Object, Object> dead_but_typed_in_a_handler() {
        Object a = new Tracked("a");
        try {
            Generator.yield("a");
            Log.say(a != null);
            a = "text";
            Generator.yield("");
        } catch (IllegalArgumentException e) {
            a = null;
        }
        Generator.yield("");
        return done(a);
    }
}
