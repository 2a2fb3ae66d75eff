package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Methods of one name that differ only in their parameters; and the same names in two classes. */
public class Overloads {
    private static class Other {
        @Async
        static Generator<Object, Object, Object> m(int a) {
            return done("other int " + Generator.yield(a));
        }

        @Async
        Generator<Object, Object, Object> m(Object a) {
            return done("other object " + Generator.yield(a));
        }
    }

    @Async
    static Generator<Object, Object, Object> m() {
        return done("none " + Generator.yield(0));
    }

    @Async
    static Generator<Object, Object, Object> m(int a) {
        return done("int " + Generator.yield(a));
    }

    @Async
    static Generator<Object, Object, Object> m(long a) {
        return done("long " + Generator.yield(a));
    }

    @Async
    static Generator<Object, Object, Object> m(Object a) {
        return done("object " + Generator.yield(a));
    }

    @Async
    static Generator<Object, Object, Object> m(String a) {
        return done("string " + Generator.yield(a));
    }

    @Async
    static Generator<Object, Object, Object> m(Object... a) {
        return done("many " + Generator.yield(a.length));
    }

    @Async
    Generator<Object, Object, Object> m(int a, int b) {
        return done("two " + Generator.yield(a) + Generator.yield(b));
    }

    @Async
    public static Generator<Object, Object, Object> each() {
        String text = "";
        text += Generator.yieldFrom(m()) + ",";
        text += Generator.yieldFrom(m(1)) + ",";
        text += Generator.yieldFrom(m(2L)) + ",";
        text += Generator.yieldFrom(m((Object) "o")) + ",";
        text += Generator.yieldFrom(m("s")) + ",";
        text += Generator.yieldFrom(m("a", "b", Generator.yield("c"))) + ",";
        text += Generator.yieldFrom(new Overloads().m(Generator.<Integer>yield(3), 4)) + ",";
        text += Generator.yieldFrom(Other.m(1)) + ",";
        text += Generator.yieldFrom(new Other().m("s"));
        return done(text);
    }
}
