package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.StopIteration;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambda bodies that yield. */
public class Lambdas {
    private final String name;
    private static final Supplier<Generator<Object, Object, Object>> IN_A_STATIC_FIELD = () -> {
        Generator.yield("static");
        return done("in a static field");
    };
    private final Supplier<Generator<Object, Object, Object>> inAField = () -> {
        Generator.yield(name());
        return done("in a field");
    };
    private final Supplier<Generator<Object, Object, Object>> fromTheConstructor;

    private Lambdas(String name) {
        this.name = name;
        fromTheConstructor = () -> {
            Object sent = Generator.yield(name);
            return done(this.name + sent);
        };
    }

    private String name() {
        return name;
    }

    private interface Body<T, R> {
        Generator<T, Object, R> run(int a, long b, T c);
    }

    private static Object run(Supplier<? extends Generator<?, ?, ?>> supplier) {
        String text = "";
        var generator = supplier.get();
        for (Object item : generator) {
            text += item + ",";
        }
        return text + generator.result();
    }

    @Async
    public static Generator<Object, Object, Object> in_fields() {
        var here = new Lambdas("me");
        return done(Generator.yieldFrom(IN_A_STATIC_FIELD.get())
                + " " + Generator.yieldFrom(here.inAField.get())
                + " " + Generator.yieldFrom(here.fromTheConstructor.get()));
    }

    @Async
    public static Generator<Object, Object, Object> capturing() {
        boolean z = Generator.<Boolean>yield(true);
        long l = Generator.<Long>yield(5L);
        String s = Generator.yield("s");
        int[] box = {1};
        Supplier<Generator<Object, Object, Object>> supplier = () -> {
            for (int i = 0; i < 2; i++) {
                box[0] += Generator.<Integer>yield(i);
            }
            return done(z + " " + l + s + box[0]);
        };
        Object first = Generator.yieldFrom(supplier.get());
        Object second = Generator.yieldFrom(supplier.get());
        return done(first + "|" + second);
    }

    @Async
    public static Generator<Object, Object, Object> with_parameters() {
        double captured = Generator.<Double>yield(0.5);
        Body<String, Integer> body = (a, b, c) -> {
            String sent = Generator.yield(c + captured);
            return done(a + (int) b + sent.length());
        };
        Integer value = Generator.yieldFrom(body.run(1, 2L, "three"));
        return done(value);
    }

    @Async
    public static Generator<Object, Object, Object> nested() {
        Function<Integer, Supplier<Generator<Object, Object, Object>>> outer = a -> () -> {
            Generator.yield("middle " + a);
            Supplier<Generator<Object, Object, Object>> inner = () -> {
                Object sent = Generator.yield("inner " + a);
                return done(sent);
            };
            return done(Generator.yieldFrom(inner.get()) + "" + Generator.yieldFrom(inner.get()));
        };
        return outer.apply(Generator.<Integer>yield(3)).get();
    }

    @Async
    private Generator<Object, Object, Object> instance() {
        Generator.yield(run(() -> {
            Generator.yield(name);
            Generator.yield(this.toString());
            return done();
        }));
        return done();
    }

    @Override
    public String toString() {
        return "Lambdas " + name;
    }

    @Async
    public static Generator<Object, Object, Object> that_capture_this() {
        return new Lambdas("captured").instance();
    }

    /** Lambdas that do not yield run at once, and their value is a generator that has nothing to do. */
    @Async
    public static Generator<Object, Object, Object> that_do_not_yield() {
        Supplier<Generator<Object, Object, Object>> plain = () -> {
            Log.say("at once");
            return done("value");
        };
        Supplier<Generator<Object, Object, Object>> expression = () -> done();
        Supplier<Generator<Object, Object, Object>> other = () -> that_capture_this();
        Generator<Object, Object, Object> finished = plain.get();
        Generator.yield(finished.state());
        Object value = Generator.yieldFrom(finished);
        return done(value + " " + finished.state() + Generator.yieldFrom(expression.get())
                + Generator.yieldFrom(other.get()));
    }

    @Async
    public static Generator<Object, Object, Object> that_do_not_yield_are_generators() {
        Function<Object, Generator<Object, Object, Object>> make = value -> done(value);
        Generator.yield(make.apply(1).nextOr("end"));
        var thrown = make.apply(2);
        try {
            thrown.throw_(new IOException("before its start"));
        } catch (Exception e) {
            Generator.yield(e.getMessage() + thrown.state());
        }
        var closed = make.apply(3);
        closed.close();
        var unsent = make.apply(4);
        try {
            unsent.send("too early");
        } catch (IllegalStateException e) {
            Generator.yield("refused");
        }
        try {
            unsent.next();
        } catch (StopIteration end) {
            Generator.yield(end.value());
        }
        return make.apply(closed.state() + " " + unsent.result());
    }

    @Async
    public static Generator<Object, Object, Object> that_delegate() {
        Supplier<Generator<Object, Object, Object>> items = () -> {
            Generator.yieldFrom(List.of(1, 2));
            return that_capture_this();
        };
        Callable<Generator<Object, Object, Object>> callable = () -> {
            if (Generator.<Integer>yield(1) > 0) {
                throw new IOException("from a lambda");
            }
            return null;
        };
        try {
            Generator.yieldFrom(callable.call());
        } catch (Exception e) {
            Generator.yield(e.getMessage());
        }
        return items.get();
    }

    private enum Operation {
        TWICE(x -> {
            Object a = Generator.yield(x);
            return done(a + "" + Generator.yield(x));
        }),
        ONCE(x -> {
            return done(Generator.yield(x));
        });

        final Function<Object, Generator<Object, Object, Object>> body;

        Operation(Function<Object, Generator<Object, Object, Object>> body) {
            this.body = body;
        }
    }

    @Async
    public static Generator<Object, Object, Object> in_enums() {
        return done(Generator.yieldFrom(Operation.TWICE.body.apply("x")) + ""
                + Generator.yieldFrom(Operation.ONCE.body.apply(1)));
    }

    private interface WithDefault {
        int n();

        default Supplier<Generator<Object, Object, Object>> supplier() {
            return () -> {
                Object sent = Generator.yield(n());
                return done(sent);
            };
        }

        Supplier<Generator<Object, Object, Object>> CONSTANT = () -> {
            Generator.yield("constant of an interface");
            return done();
        };
    }

    @Async
    public static Generator<Object, Object, Object> in_interfaces() {
        WithDefault five = () -> 5;
        Generator.yieldFrom(WithDefault.CONSTANT.get());
        return done(Generator.yieldFrom(five.supplier().get()));
    }
}
