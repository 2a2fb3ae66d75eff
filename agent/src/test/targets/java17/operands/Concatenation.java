package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** String concatenation: one invokedynamic with all parts below, or a StringBuilder. */
public class Concatenation {
    @Async
    public static Generator<Object, Object, Object> mixed_types() {
        long l = 1L << 33;
        byte b = -1;
        String s = "a" + Generator.yield("b") + 'c' + 1 + Generator.<Integer>yield(2) + l + 2.5 + null + true + b
                + Generator.<Boolean>yield(false) + new char[0].length + Generator.<Character>yield('d')
                + Generator.<Double>yield(0.25) + 1f;
        return done(s);
    }

    @Async
    public static Generator<Object, Object, Object> accumulated() {
        String s = "";
        for (int i = 0; i < 3; i++) {
            s += i + Generator.<String>yield("<" + s + ">") + i;
        }
        return done(s);
    }

    @Async
    public static Generator<Object, Object, Object> nested() {
        String s = "a" + ("b" + (Generator.yield("c") + ("d" + Generator.yield("e")))) + Generator.yield("f");
        return done(s + ("" + Generator.<Object>yield(null)));
    }

    @Async
    public static Generator<Object, Object, Object> builders() {
        var b = new StringBuilder()
                .append("x")
                .append(Generator.<String>yield("y"))
                .append(Generator.<Integer>yield(1));
        return done(new StringBuilder(Generator.<String>yield("z"))
                .append(b)
                .reverse()
                .toString());
    }

    @Async
    public static Generator<Object, Object, Object> with_marker_characters() {
        String s = "\1" + Generator.yield("\2") + "\1\2" + Generator.yield("x");
        return done(s.length() + s);
    }
}
