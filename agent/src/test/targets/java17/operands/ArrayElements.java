package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;

/** Compound assignment to array elements, whose array and index stand below the yield. */
public class ArrayElements {
    private static <T> T tap(T array) {
        Log.say("array");
        return array;
    }

    @Async
    public static Generator<Object, Object, Object> ints() {
        int[] a = {1, 2, 3, 4};
        int i = 0;
        a[i++] += Generator.<Integer>yield(10);
        tap(a)[Log.tap(i)] = Generator.<Integer>yield(20);
        a[i++]++;
        int x = a[Generator.<Integer>yield(2)]-- + a[i] * Generator.<Integer>yield(3);
        a[Generator.<Integer>yield(3)] <<= Generator.<Integer>yield(2);
        return done(Arrays.toString(a) + i + x);
    }

    @Async
    public static Generator<Object, Object, Object> longs_and_doubles() {
        long[] a = {1, 2, 3};
        double[] d = {0.5, 1.5};
        int i = 0;
        long x = a[i++] += Generator.<Long>yield(10L);
        double y = d[i] *= Generator.<Double>yield(4.0);
        long z = a[Generator.<Integer>yield(1)]++ + Generator.<Long>yield(100L);
        double w = tap(d)[0] = d[1] = Generator.<Double>yield(7.0);
        return done(Arrays.toString(a) + Arrays.toString(d) + x + y + z + w);
    }

    @Async
    public static Generator<Object, Object, Object> small_ones() {
        byte[] b = {1, 2};
        boolean[] z = {true, false};
        char[] c = {'a', 'b'};
        short[] s = {1, 2};
        float[] f = {1, 2};
        b[0] += Generator.<Integer>yield(127);
        z[1] |= Generator.<Boolean>yield(true);
        z[0] = !Generator.<Boolean>yield(true);
        c[0] += Generator.<Integer>yield(2);
        c[1] = Generator.<Character>yield('z');
        s[1] -= Generator.<Integer>yield(5);
        f[0] /= Generator.<Float>yield(4f);
        return done(
                Arrays.toString(b) + Arrays.toString(z) + Arrays.toString(c) + Arrays.toString(s) + Arrays.toString(f));
    }

    @Async
    public static Generator<Object, Object, Object> objects() {
        String[] a = {"x", null};
        a[0] += Generator.yield("y");
        a[1] += Generator.yield("z") + a[0];
        Object[] o = a;
        o[0] = Generator.yield("in");
        o[1] = Generator.yield(5); // an ArrayStoreException
        return done(Arrays.toString(a));
    }

    @Async
    public static Generator<Object, Object, Object> several_dimensions() {
        int[][] a = {{1, 2}, {3, 4}};
        long[][][] cube = new long[2][Generator.<Integer>yield(2)][Generator.<Integer>yield(3)];
        a[Generator.<Integer>yield(1)][Log.tap(0)] += Generator.<Integer>yield(5);
        cube[1][1][2] = cube[0][Generator.<Integer>yield(1)][0] -= Generator.<Long>yield(9L);
        return done(Arrays.deepToString(a) + Arrays.deepToString(cube));
    }

    @Async
    public static Generator<Object, Object, Object> beyond_the_bounds() {
        int[] a = {1};
        try {
            a[Generator.<Integer>yield(1)] = Log.tap(7);
        } catch (ArrayIndexOutOfBoundsException e) {
            a[0] = Generator.<Integer>yield(9);
        }
        int[] none = null;
        none[Log.tap(0)] = Generator.<Integer>yield(1);
        return done(Arrays.toString(a));
    }
}
