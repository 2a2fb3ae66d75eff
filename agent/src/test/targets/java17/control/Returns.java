package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;
import java.util.List;

/** The ways to end a body. */
public class Returns {
    @Async
    public static Generator<Object, Object, Object> a_resumed_value() {
        return done(Generator.yield("value"));
    }

    @Async
    public static Generator<Object, Object, Object> null_stands_for_no_value() {
        Generator.yield(1);
        return null;
    }

    @Async
    public static Generator<Object, Object, Object> null_as_a_value() {
        Generator.yield(1);
        return done(null);
    }

    @Async
    public static Generator<Object, Object, Object> no_yield_at_all() {
        Log.say("runs at the first next");
        return done("at once");
    }

    @Async
    public static Generator<Object, Object, Object> nothing_at_all() {
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> null_at_once() {
        return null;
    }

    @Async
    public static Generator<Object, Object, Object> an_exception_at_once() {
        throw new IllegalStateException("thrown at the first next, not by the call");
    }

    @Async
    public static Generator<Object, Object, Object> an_exception_later() throws IOException {
        Generator.yield(1);
        throw new IOException("checked");
    }

    @Async
    public static Generator<Object, Object, Object> a_resumed_exception() throws Exception {
        throw Generator.<Exception>yield(new IOException("sent back"));
    }

    @Async
    public static Generator<Object, Object, Object> many_places() {
        for (int i = 0; ; i++) {
            Object sent = Generator.yield(i);
            if (i == 0) {
                if (sent == null) {
                    return done("null");
                }
            } else if (i == 1) {
                if (sent instanceof String s) {
                    return done(s);
                }
            } else {
                return done(List.of(i, Generator.yield("last")));
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> after_an_endless_loop() {
        while (true) {
            if (Generator.<Boolean>yield(false)) {
                break;
            }
            if (Generator.<Boolean>yield(true)) {
                throw new IllegalStateException("out");
            }
        }
        return done("after");
    }

    @Async
    private static Generator<Object, Object, String> typed(int n) {
        if (n > Generator.<Integer>yield(1)) {
            return done("more");
        }
        return done(null);
    }

    @Async
    public static Generator<Object, Object, Object> typed_values() {
        String s = Generator.yieldFrom(typed(2));
        String t = Generator.yieldFrom(typed(0));
        return done(s.length() + t);
    }

    @Async
    public static Generator<Object, Object, Object> a_conditional() {
        boolean yes = Generator.<Boolean>yield(true);
        return yes ? done(Generator.yield("yes")) : done("no");
    }

    @Async
    public static Generator<Object, Object, Object> a_conditional_with_null_and_another() {
        int n = Generator.<Integer>yield(1);
        return n == 0 ? null : n == 1 ? a_resumed_value() : done(n);
    }

    @Async
    public static Generator<Object, Object, Object> a_switch() {
        return switch (Generator.<Integer>yield(1)) {
            case 0 -> done("zero");
            case 1 -> done(Generator.<Integer>yield(5) + 1);
            case 2 -> a_resumed_value();
            default -> null;
        };
    }

    @Async
    public static Generator<Object, Object, Object> a_variable() {
        Generator<Object, Object, Object> end = done("kept");
        Generator.yield(1);
        return end;
    }

    @Async
    public static Generator<Object, Object, Object> a_finished_one_as_a_value() {
        Generator<Object, Object, Object> finished = done("finished");
        Object value = Generator.yieldFrom(finished);
        Generator<Object, Object, Object> other = done(Generator.yield("x"));
        return done(value + " " + finished.state() + other.nextOr("end") + other.result());
    }

    @Async
    public static Generator<Object, Object, Object> a_generator_as_a_value() {
        Generator<Object, Object, Object> inner = a_resumed_value();
        Generator.yield(inner);
        return done(inner);
    }

    @Async
    public static Generator<Object, Object, Object> in_a_try() {
        try {
            return done(Generator.yield("try"));
        } catch (IllegalArgumentException e) {
            return done(Generator.yield("catch"));
        } catch (Error e) {
            return null;
        }
    }
}
