package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Arrays;
import java.util.List;

/** Array initialisers and varargs: the array stands twice below each element. */
public class ArraysBeingBuilt {
    private static String all(String first, Object... rest) {
        return first + Arrays.toString(rest);
    }

    private static String numbers(long... all) {
        return Arrays.toString(all);
    }

    @Async
    public static Generator<Object, Object, Object> initialisers() {
        int[] a = {1, Generator.<Integer>yield(2), 3, Generator.<Integer>yield(4)};
        double[] d = {Generator.<Double>yield(1.0), 2};
        boolean[] z = {true, Generator.<Boolean>yield(false)};
        Object[] o = {"x", Generator.yield("y"), null, Generator.yield('c')};
        return done(Arrays.toString(a) + Arrays.toString(d) + Arrays.toString(z) + Arrays.toString(o));
    }

    @Async
    public static Generator<Object, Object, Object> nested_initialisers() {
        int[][] a = {{1, Generator.<Integer>yield(2)}, null, {}, {Generator.<Integer>yield(3)}};
        String[][] s = {new String[] {Generator.yield("a")}, {"b", Generator.yield("c")}};
        return done(Arrays.deepToString(a) + Arrays.deepToString(s));
    }

    @Async
    public static Generator<Object, Object, Object> varargs() {
        return done(all(Generator.yield("first"), 1, Generator.yield("x"), 2L, Generator.yield(null))
                + numbers(1, Generator.<Long>yield(2L), 3)
                + List.of(Generator.yield("l"), Generator.yield("m"))
                + String.format("%s-%s", Generator.yield("f"), all("in", Generator.yield("deep"))));
    }

    @Async
    public static Generator<Object, Object, Object> lengths() {
        String[] s = new String[Generator.<Integer>yield(2)];
        int[][] i = new int[1][Generator.<Integer>yield(3)];
        byte[] b = new byte[Generator.<Integer>yield(-1)];
        return done(s.length + i[0].length + b.length);
    }
}
