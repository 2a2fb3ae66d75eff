package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Methods that override others and call them by {@code super}; private ones of the same name that do not. */
public class Overriding {
    private static class Base {
        protected String name = "base";

        @Async
        Generator<Object, Object, Object> m(String a) {
            Object sent = Generator.yield("Base.m " + a);
            return done("base " + sent + Generator.yieldFrom(hidden()));
        }

        @Async
        private Generator<Object, Object, Object> hidden() {
            return done("hidden in " + Generator.yield("Base.hidden"));
        }

        @Async
        Generator<Object, Object, Object> inherited() {
            return done("inherited " + Generator.yieldFrom(m("from inherited")) + name);
        }

        protected String plain() {
            return "Base.plain";
        }

        @Override
        public String toString() {
            return "a Base";
        }
    }

    private static class Middle extends Base {
        @Async
        @Override
        Generator<Object, Object, Object> m(String a) {
            Object before = Generator.yield("Middle.m");
            Object value = Generator.yieldFrom(super.m(a + Generator.yield("argument")));
            return done("middle " + before + value + super.name + super.plain() + super.toString());
        }

        @Async
        private Generator<Object, Object, Object> hidden() {
            return done("hidden in " + Generator.yield("Middle.hidden"));
        }

        @Override
        protected String plain() {
            return "Middle.plain";
        }
    }

    private static final class Leaf extends Middle {
        @Async
        @Override
        Generator<Object, Object, Object> m(String a) {
            var first = super.m("one");
            var second = super.m("two");
            Generator.yield(first.next());
            Generator.yieldFrom(second);
            return first;
        }

        /** Not a generator although the overridden one is. */
        @Override
        Generator<Object, Object, Object> inherited() {
            Log.say("called at once");
            return super.inherited();
        }
    }

    @Async
    public static Generator<Object, Object, Object> by_a_subclass() {
        return new Middle().m("x");
    }

    @Async
    public static Generator<Object, Object, Object> by_a_subclass_of_a_subclass() {
        return done(Generator.yieldFrom(new Leaf().m("x")) + "" + Generator.yieldFrom(new Leaf().inherited()));
    }

    private abstract static class Template {
        @Async
        abstract Generator<Object, Object, Object> step(int i);

        @Async
        Generator<Object, Object, Object> all() {
            String text = "";
            for (int i = 0; i < 3; i++) {
                text += Generator.yieldFrom(step(i));
            }
            return done(text);
        }
    }

    @Async
    public static Generator<Object, Object, Object> of_an_abstract_method() {
        String captured = Generator.yield("captured");
        return new Template() {
            @Async
            @Override
            Generator<Object, Object, Object> step(int i) {
                return done(captured + Generator.yield(i));
            }
        }.all();
    }
}
