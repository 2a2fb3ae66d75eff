package oldest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Arrays;

/** Operands of the oldest class files: string builders instead of invokedynamic. */
public class Expressions {
    private static String join(Object... parts) {
        return Arrays.toString(parts);
    }

    @Async
    public static Generator<Object, Object, Object> concatenation() {
        long l = 3;
        String s = "a" + Generator.yield("b") + 'c' + Generator.<Integer>yield(1) + l + null;
        s += Generator.yield("d") + s;
        return done(s);
    }

    @Async
    public static Generator<Object, Object, Object> calls() {
        int[] a = {1, Generator.<Integer>yield(2)};
        a[Generator.<Integer>yield(0)] += Generator.<Integer>yield(5);
        return done(join(a[0], Generator.yield("x"), new StringBuilder(Generator.<String>yield("y")).reverse()));
    }

    @Async
    public static Generator<Object, Object, Object> objects_under_construction() {
        Object nested = new StringBuilder(new String(
                        new char[] {'a', Generator.<Character>yield('b')}, 0, Generator.<Integer>yield(2))
                + (Generator.<Boolean>yield(true) ? new StringBuilder(Generator.<String>yield("deep")) : "no"));
        return done(nested.toString());
    }
}
