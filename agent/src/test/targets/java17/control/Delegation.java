package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code yieldFrom}: sending, throwing and closing reach the inner generator, its value comes back. */
public class Delegation {
    @Async
    private static Generator<Object, Object, Object> inner(String name) {
        Object sent = null;
        try {
            for (int i = 0; i < 3; i++) {
                sent = Generator.yield(name + i + sent);
            }
        } catch (IllegalArgumentException e) {
            Log.say(name + " caught " + e.getMessage());
            sent = Generator.yield("recovered");
        } finally {
            Log.say(name + " finally");
        }
        return done(name + " ended with " + sent);
    }

    @Async
    private static Generator<Object, Object, Object> fragile(String name) {
        try {
            Generator.yield(name + " a");
            Generator.yield(name + " b");
        } finally {
            Log.say(name + " finally");
        }
        throw new IllegalStateException(name + " failed");
    }

    @Async
    public static Generator<Object, Object, Object> to_a_generator() {
        Object value = Generator.yieldFrom(inner("x"));
        Generator.yield(value);
        return done(value);
    }

    @Async
    public static Generator<Object, Object, Object> to_one_that_fails() {
        try {
            Generator.yieldFrom(fragile("x"));
        } catch (IllegalStateException e) {
            Generator.yield(e.getMessage());
        } finally {
            Log.say("outer finally");
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> to_several_in_one_expression() {
        return done(List.of(
                "a", Generator.yieldFrom(inner("x")), Generator.yield("between"), Generator.yieldFrom(inner("y"))));
    }

    @Async
    public static Generator<Object, Object, Object> to_items() {
        Object nothing = Generator.yieldFrom(List.of(1, 2, 3));
        Generator.yield(nothing);
        Generator.yieldFrom(List.of());
        Generator.yieldFrom(new TreeMap<>(Map.of("k", 1)).keySet());
        return done("end");
    }

    private static final class Items implements Iterable<Object> {
        @Override
        public Iterator<Object> iterator() {
            return new ClosingIterator();
        }
    }

    private static final class ClosingIterator implements Iterator<Object>, AutoCloseable {
        private int next;

        @Override
        public boolean hasNext() {
            return next < 4;
        }

        @Override
        public Object next() {
            if (next == 3) {
                throw new IllegalStateException("the third fails");
            }
            return next++;
        }

        @Override
        public void close() throws IOException {
            Log.say("iterator closed");
            if (next == 2) {
                throw new IOException("closing fails");
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> to_items_that_can_be_closed() {
        try {
            Generator.yieldFrom(new Items());
        } catch (IllegalStateException e) {
            Generator.yield(e.getMessage());
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> to_items_that_are_a_generator() {
        Iterable<?> items = inner("as items");
        Object value = Generator.yieldFrom(items);
        return done(value);
    }

    @Async
    public static Generator<Object, Object, Object> to_one_that_was_started() {
        var inner = inner("x");
        Log.say(inner.next());
        return done(Generator.yieldFrom(inner));
    }

    @Async
    public static Generator<Object, Object, Object> to_one_that_has_ended() {
        var inner = inner("x");
        for (Object item : inner) {
            Log.say(item);
        }
        Object again = Generator.yieldFrom(inner);
        inner.close();
        Generator<Object, Object, Object> closed = inner("y");
        closed.close();
        Object never = Generator.yieldFrom(closed);
        return done(again + " " + never + inner.result());
    }

    @Async
    public static Generator<Object, Object, Object> to_one_that_others_use() {
        var shared = inner("shared");
        var other = through(shared);
        Log.say(other.next());
        Generator.yieldFrom(shared);
        Log.say(other.nextOr("end"));
        return done(other.state());
    }

    @Async
    private static Generator<Object, Object, Object> through(Generator<Object, Object, Object> inner) {
        Object value = Generator.yieldFrom(inner);
        return done("through " + value);
    }

    @Async
    public static Generator<Object, Object, Object> through_many() {
        return done(Generator.yieldFrom(through(through(through(inner("deep"))))));
    }

    @Async
    public static Generator<Object, Object, Object> whose_inner_is_resumed_by_others() {
        var inner = inner("x");
        var outer = through(through(inner));
        Generator.yield(outer.next());
        Generator.yield(inner.next());
        Generator.yield(outer.next());
        inner.close();
        Generator.yield(outer.nextOr("end of outer"));
        return done(outer.state() + " " + inner.state());
    }

    @Async
    public static Generator<Object, Object, Object> to_itself() {
        Generator<?, ?, ?>[] self = new Generator<?, ?, ?>[1];
        self[0] = circular(self);
        try {
            Generator.yieldFrom(self[0]);
        } catch (IllegalStateException e) {
            Generator.yield(e.getMessage().endsWith("is already executing"));
        }
        return done(self[0].state());
    }

    @Async
    private static Generator<Object, Object, Object> circular(Generator<?, ?, ?>[] self) {
        Generator.yield(self[0].state());
        Object value = Generator.yieldFrom(self[0]);
        return done(value);
    }

    @Async
    private static Generator<Object, Object, Object> reentrant(Generator<?, ?, ?>[] self, int how) {
        Generator.yield("before");
        switch (how) {
            case 0 -> self[0].next();
            case 1 -> self[0].close();
            case 2 -> self[0].throw_(new IOException("x"));
            case 3 -> self[0].nextOr(null);
            default -> self[0].result();
        }
        return done("not here");
    }

    @Async
    public static Generator<Object, Object, Object> with_calls_of_itself() {
        for (int how = 0; how < 5; how++) {
            Generator<?, ?, ?>[] self = new Generator<?, ?, ?>[1];
            self[0] = reentrant(self, how);
            try {
                Generator.yieldFrom(self[0]);
            } catch (IllegalStateException e) {
                Log.say(e);
            }
        }
        return done();
    }

    @Async
    private static Generator<Object, Object, Object> stubborn() {
        while (true) {
            Log.burn();
            try {
                Generator.yield("stubborn");
            } catch (GeneratorExit e) {
                Log.say("no exit");
                Generator.yield("still here");
                return done("late");
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> to_one_that_ignores_its_exit() {
        var stubborn = stubborn();
        try {
            Object value = Generator.yieldFrom(stubborn);
            return done(value);
        } catch (IllegalStateException e) {
            Log.say(e);
            return done(stubborn.state());
        }
    }

    @Async
    public static Generator<Object, Object, Object> in_finally() {
        try {
            Generator.yield(1);
        } finally {
            Generator.yieldFrom(inner("cleaning"));
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> in_a_loop_with_handlers() {
        String text = "";
        for (String name : List.of("a", "b")) {
            try {
                text += Generator.yieldFrom(name.equals("a") ? inner(name) : fragile(name));
            } catch (RuntimeException e) {
                text += e.getMessage();
            }
        }
        return done(text);
    }
}
