package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Iterator;

/** Generators in enums, records, inner, local, anonymous and nested classes. */
public class Enclosures {
    private final String name = "outer";

    private enum Planet {
        EARTH(1) {
            @Async
            @Override
            Generator<Object, Object, Object> moons() {
                Generator.yield("Moon");
                return done(number + super.toString());
            }
        },
        MARS(2) {
            @Async
            @Override
            Generator<Object, Object, Object> moons() {
                Generator.yieldFrom(super.moons());
                Generator.yield("Phobos");
                Generator.yield("Deimos");
                return done(number + name());
            }
        };

        final int number;

        Planet(int number) {
            this.number = number;
        }

        @Async
        Generator<Object, Object, Object> moons() {
            Generator.yield("none");
            return done();
        }

        @Async
        static Generator<Object, Object, Object> all() {
            String text = "";
            for (Planet planet : values()) {
                text += Generator.yieldFrom(planet.moons());
            }
            return done(text);
        }
    }

    @Async
    public static Generator<Object, Object, Object> enums() {
        return Planet.all();
    }

    private record Range(int from, int to) implements Iterable<Object> {
        private static int made;

        Range {
            made++;
        }

        @Async
        Generator<Object, Object, Object> items() {
            for (int i = from; i < to(); i++) {
                Generator.yield(i);
            }
            return done(this);
        }

        @Async
        static Generator<Object, Object, Object> of(int n) {
            return new Range(Generator.<Integer>yield(0), n).items();
        }

        @Override
        public Iterator<Object> iterator() {
            return items().iterator();
        }
    }

    @Async
    public static Generator<Object, Object, Object> records() {
        Object range = Generator.yieldFrom(Range.of(2));
        for (Object i : new Range(5, 7)) {
            Generator.yield(i);
        }
        Generator.yieldFrom(new Range(8, 9));
        return done(range);
    }

    private class Inner {
        private String own = "inner";

        @Async
        private Generator<Object, Object, Object> m(int a) {
            own += Generator.yield(name + a);
            return done(own + name);
        }

        private class Deeper {
            @Async
            Generator<Object, Object, Object> m() {
                Object before = Generator.yieldFrom(Inner.this.m(Generator.<Integer>yield(3)));
                own = "changed";
                return done(before + own + Enclosures.this.name);
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> inner_classes() {
        var inner = new Enclosures().new Inner();
        return done(Generator.yieldFrom(inner.m(1)) + "" + Generator.yieldFrom(inner.new Deeper().m()));
    }

    @Async
    public static Generator<Object, Object, Object> local_classes() {
        int captured = Generator.<Integer>yield(7);
        class Local {
            @Async
            Generator<Object, Object, Object> m(String a) {
                return done(a + captured + Generator.yield(captured));
            }
        }
        return new Local().m("local");
    }

    @Async
    public static Generator<Object, Object, Object> anonymous_classes() {
        long captured = Generator.<Long>yield(8L);
        var anonymous = new Object() {
            private int count;

            @Async
            Generator<Object, Object, Object> m() {
                count++;
                Object sent = Generator.yield(captured + count);
                return done(sent + "" + captured + count);
            }
        };
        return done(Generator.yieldFrom(anonymous.m()) + "" + Generator.yieldFrom(anonymous.m()));
    }

    private static class Nested {
        private static class Nested2 {
            private static String secret = "secret";

            @Async
            private static Generator<Object, Object, Object> m() {
                secret += Generator.yield(Nested.secret());
                return done(secret);
            }
        }

        private static String secret() {
            return "of Nested";
        }
    }

    @Async
    public static Generator<Object, Object, Object> nested_classes() {
        Nested.Nested2.secret = "reset";
        return done(Generator.yieldFrom(Nested.Nested2.m()) + Nested.Nested2.secret);
    }
}
