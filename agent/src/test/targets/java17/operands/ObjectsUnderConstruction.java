package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code new} with arguments that yield: the object stands uninitialised below them. */
public class ObjectsUnderConstruction {
    private static class A {
        final String text;

        A(Object... parts) {
            text = "A" + Arrays.toString(parts);
            Log.say("made " + text);
        }

        A(int i, long l, String s) {
            this((Object) (i + "/" + l + "/" + s));
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private record Pair(Object left, Object right) {}

    private static String show(Object... parts) {
        return Arrays.toString(parts);
    }

    @Async
    public static Generator<Object, Object, Object> one_argument() {
        return done(new A(1, 2L, Generator.yield("x")).text + new A(Generator.<Integer>yield(1), Log.tap(2L), "y"));
    }

    @Async
    public static Generator<Object, Object, Object> inside_each_other() {
        var a = new A(
                new A(Generator.yield(1), new A(Generator.yield(2), 3, Generator.yield(4)), Generator.yield(5)),
                Generator.yield(6));
        return done(a.text);
    }

    @Async
    public static Generator<Object, Object, Object> pairs() {
        var pair = new Pair(
                new Pair(new Pair(1, Generator.yield(2)), Generator.yield(3)),
                new Pair(Generator.yield(4), new Pair(5, new Pair(Generator.yield(6), 7))));
        return done(pair);
    }

    @Async
    public static Generator<Object, Object, Object> below_other_values() {
        return done(show("a", 1L, new A(Generator.yield("x")), new A(2, 3L, "y"), new A("z", Generator.yield(1.5))));
    }

    @Async
    public static Generator<Object, Object, Object> with_ternaries_inside() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            text += new A(
                    i == 0 ? Generator.yield("zero") : i == 1 ? "one" : new A(Generator.yield("two")),
                    i == 1 || Generator.<Boolean>yield(true),
                    "end");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> with_a_yield_on_one_branch_only() {
        var a = new A(1, 2L, Log.tap(true) ? "plain" : Generator.yield("never"));
        var b = new A(1, Log.tap(false) ? 2L : Generator.<Long>yield(3L), "s");
        return done(show(a, b));
    }

    @Async
    public static Generator<Object, Object, Object> with_a_switch_inside() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            text += new A(
                    i,
                    switch (i) {
                        case 0 -> Generator.<Long>yield(10L);
                        case 1 -> 11L;
                        default -> new A(Generator.yield("deep")).text.length();
                    },
                    "s" + Generator.yield(i));
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> dropped_and_thrown() {
        new A(Generator.yield("dropped"));
        throw new IllegalStateException(
                Generator.<String>yield("message"), new RuntimeException(Generator.<String>yield("cause")));
    }

    @Async
    public static Generator<Object, Object, Object> arrays_of_them() {
        A[] all = {new A(Generator.yield(1)), null, new A("x", new A[] {new A(Generator.yield(2))}.length)};
        all[Generator.<Integer>yield(1)] = new A(Generator.yield(3));
        return done(Arrays.toString(all));
    }

    @Async
    public static Generator<Object, Object, Object> in_a_loop() {
        A last = null;
        for (int i = 0; i < 3; i++) {
            last = new A(last, Generator.yield(i));
        }
        return done(last);
    }

    @Async
    public static Generator<Object, Object, Object> failing_constructors() {
        try {
            return done(new ArrayList<Object>(Generator.<Integer>yield(-1)));
        } catch (IllegalArgumentException e) {
            return done(new A(e.getMessage(), Generator.yield("handled")));
        }
    }

    @Async
    public static Generator<Object, Object, Object> library_classes() {
        return done(new String(new char[] {'a', Generator.<Character>yield('b')}, 0, Generator.<Integer>yield(2))
                + new Object[Generator.<Integer>yield(1)].length
                + new ArrayList<>(List.of(Generator.yield(1))) {
                    private static final long serialVersionUID = 1L;
                }.size());
    }
}
