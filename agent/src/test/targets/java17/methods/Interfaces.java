package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Default, static and private methods of interfaces, {@code Iface.super.m()}, and methods of several interfaces. */
public class Interfaces {
    private interface Named {
        String name();

        @Async
        default Generator<Object, Object, Object> greet(String greeting) {
            Object sent = Generator.yield(greeting + " " + name());
            return done(sent + "" + Generator.yieldFrom(hidden(2)) + Generator.yieldFrom(shared(name(), 5L)));
        }

        @Async
        private Generator<Object, Object, Object> hidden(int times) {
            String text = "";
            for (int i = 0; i < times; i++) {
                text += name() + Generator.yield(i);
            }
            return done(text);
        }

        @Async
        static Generator<Object, Object, Object> shared(String name, long n) {
            return done(name + Generator.<Long>yield(n) + Generator.yieldFrom(hiddenToo()));
        }

        @Async
        private static Generator<Object, Object, Object> hiddenToo() {
            return done(Generator.yield("private static"));
        }
    }

    private interface Loud extends Named {
        @Async
        @Override
        default Generator<Object, Object, Object> greet(String greeting) {
            Object value = Generator.yieldFrom(Named.super.greet(Generator.<String>yield(greeting.toUpperCase())));
            return done(value + "!");
        }
    }

    private interface Other {
        @Async
        default Generator<Object, Object, Object> greet(String greeting) {
            return done(Generator.yield("other " + greeting));
        }
    }

    private record Person(String name) implements Named {}

    private record Shouter(String name) implements Loud, Other {
        @Async
        @Override
        public Generator<Object, Object, Object> greet(String greeting) {
            Object a = Generator.yieldFrom(Loud.super.greet(Generator.<String>yield("one")));
            Object b = Generator.yieldFrom(Other.super.greet(Generator.<String>yield("two")));
            return done(a + " " + b);
        }
    }

    @Async
    public static Generator<Object, Object, Object> default_methods() {
        return new Person("Ada").greet("hello");
    }

    @Async
    public static Generator<Object, Object, Object> super_calls() {
        return new Shouter("Bob").greet("hi");
    }

    @Async
    public static Generator<Object, Object, Object> static_methods() {
        return done(Generator.yieldFrom(Named.shared("x", 1L)));
    }

    @Async
    public static Generator<Object, Object, Object> of_an_anonymous_class() {
        String captured = Generator.yield("captured");
        Named named = new Named() {
            @Override
            public String name() {
                return captured;
            }
        };
        Named lambda = () -> captured + "'";
        return done(Generator.yieldFrom(named.greet("a")) + "" + Generator.yieldFrom(lambda.greet("b")));
    }
}
