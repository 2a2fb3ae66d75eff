package oldest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.function.Supplier;

/** Private members of nested classes by access methods, lambdas, default methods, switches over strings and enums. */
public class Classes {
    private static int secret = 5;
    private int own = 1;

    private enum Colour {
        RED,
        GREEN
    }

    private interface Named {
        String name();

        @Async
        default Generator<Object, Object, Object> greet(String greeting) {
            return done(Generator.yield(greeting + name()) + "!");
        }

        @Async
        static Generator<Object, Object, Object> nothing() {
            Generator.yield("nothing");
            return null;
        }
    }

    private class Inner implements Named {
        private Inner(Object x) {
            Log.say(x);
        }

        @Override
        public String name() {
            return "inner";
        }

        @Async
        private Generator<Object, Object, Object> m() {
            own += Generator.<Integer>yield(secret++);
            return done(own + secret);
        }

        @Async
        @Override
        public Generator<Object, Object, Object> greet(String greeting) {
            return done(Generator.yieldFrom(Named.super.greet(Generator.<String>yield(greeting))));
        }
    }

    @Async
    public static Generator<Object, Object, Object> inner_classes() {
        secret = 5;
        Classes outer = new Classes();
        Inner inner = outer.new Inner(Generator.yield("x"));
        Object value = Generator.yieldFrom(inner.m());
        return done(value + "" + Generator.yieldFrom(inner.greet("hello ")) + outer.own);
    }

    @Async
    public static Generator<Object, Object, Object> lambdas() {
        String captured = Generator.yield("captured");
        Supplier<Generator<Object, Object, Object>> supplier = () -> {
            Object sent = Generator.yield(captured);
            return done(sent + captured);
        };
        Named named = () -> captured;
        Supplier<Generator<Object, Object, Object>> reference = Named::nothing;
        return done(Generator.yieldFrom(supplier.get()) + "" + Generator.yieldFrom(named.greet("hi "))
                + Generator.yieldFrom(reference.get()));
    }

    @Async
    public static Generator<Object, Object, Object> switches() {
        String text = "";
        for (String s : new String[] {"Aa", "BB", "x"}) {
            switch (s) {
                case "Aa":
                    text += Generator.yield(1);
                case "BB":
                    text += Generator.yield(2);
                    break;
                default:
                    text += Generator.yield(3);
            }
        }
        for (Colour colour : Colour.values()) {
            switch (colour) {
                case RED:
                    text += Generator.yield("red");
                    break;
                default:
                    assert Generator.<Boolean>yield(true) : "never";
            }
        }
        return done(text);
    }
}
