package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** A body that ends by returning another generator: its items come next and its value is the value. */
public class TailCalls {
    @Async
    private static Generator<Object, Object, Object> inner(String name) {
        Object sent = Generator.yield(name + " 1");
        try {
            Generator.yield(name + " 2 " + sent);
        } finally {
            Log.say(name + " finally");
        }
        return done(name + " value");
    }

    @Async
    public static Generator<Object, Object, Object> at_once() {
        return inner("inner");
    }

    @Async
    public static Generator<Object, Object, Object> after_a_yield() {
        String name = Generator.yield("name");
        return inner(name);
    }

    @Async
    public static Generator<Object, Object, Object> out_of_a_try_whose_handlers_do_not_see_it() {
        try {
            Generator.yield("in try");
            return inner("tail");
        } catch (IllegalArgumentException e) {
            return inner("from catch");
        } finally {
            Log.say("outer finally");
            Generator.yield("before the tail");
        }
    }

    @Async
    public static Generator<Object, Object, Object> of_one_that_was_started() {
        var started = inner("started");
        Generator.yield(started.next());
        return started;
    }

    @Async
    public static Generator<Object, Object, Object> of_one_that_has_ended() {
        var ended = inner("ended");
        for (Object item : ended) {
            Generator.yield(item);
        }
        return ended;
    }

    @Async
    public static Generator<Object, Object, Object> in_a_chain() {
        return countdown(5);
    }

    @Async
    private static Generator<Object, Object, Object> countdown(int n) {
        if (n == 0) {
            return done("ignition");
        }
        Generator.yield(n);
        return countdown(n - 1);
    }

    @Async
    public static Generator<Object, Object, Object> a_long_chain_without_items() {
        return down(50);
    }

    @Async
    private static Generator<Object, Object, Object> down(int n) {
        return n == 0 ? inner("bottom") : down(n - 1);
    }

    @Async
    public static Generator<Object, Object, Object> of_itself_is_an_error() {
        Generator<?, ?, ?>[] self = new Generator<?, ?, ?>[1];
        var inner = returning(self);
        self[0] = inner;
        Generator.yieldFrom(inner);
        return done();
    }

    @Async
    @SuppressWarnings("unchecked")
    private static Generator<Object, Object, Object> returning(Generator<?, ?, ?>[] what) {
        Generator.yield("before");
        return (Generator<Object, Object, Object>) what[0];
    }
}
