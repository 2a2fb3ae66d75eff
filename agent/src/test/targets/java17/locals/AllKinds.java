package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.Arrays;

/** Locals and parameters of every type, across several suspensions. */
public class AllKinds {
    @Async
    private static Generator<Object, Object, Object> of(
            boolean z, byte b, char c, short s, int i, long l, float f, double d, String o, int[] a, Object[][] m) {
        Generator.yield(1);
        z = !z;
        b++;
        c++;
        s++;
        i++;
        l++;
        f++;
        d++;
        o += "!";
        a[0]++;
        Generator.yield(2);
        return done(z + " " + b + c + s + i + l + f + d + o + Arrays.toString(a) + Arrays.deepToString(m));
    }

    @Async
    public static Generator<Object, Object, Object> parameters() {
        byte b = Byte.MAX_VALUE;
        short s = Short.MIN_VALUE;
        return of(
                true, b, 'c', s, Integer.MAX_VALUE, 1L << 40, 0.5f, Math.PI, "o", new int[] {1}, new Object[][] {{b}});
    }

    @Async
    public static Generator<Object, Object, Object> locals() {
        boolean z = true;
        byte b = -1;
        char c = 'c';
        short s = -2;
        int i = 3;
        long l = -4L;
        float f = Float.NaN;
        double d = Double.NEGATIVE_INFINITY;
        String o = "o";
        int[] a = {1};
        long[][] m = {{1}, {}};
        Generator.yield("first");
        double e = d + l;
        boolean y = z & i > 2;
        Generator.yield("second");
        l = i + b;
        Generator.yield("third");
        return done(z + " " + b + c + s + i + l + f + d + o + a.length + m[0].length + e + y);
    }

    @Async
    public static Generator<Object, Object, Object> wide_ones_between_narrow_ones() {
        int a = 1;
        long b = 2;
        int c = 3;
        double d = 4;
        String e = "5";
        long f = Generator.<Long>yield(6L);
        float g = Generator.<Float>yield(7f);
        for (int i = 0; i < 2; i++) {
            b += Generator.<Long>yield(b);
            d += g;
            a += c;
        }
        return done(a + "," + b + "," + c + "," + d + "," + e + "," + f + "," + g);
    }

    @Async
    public static Generator<Object, Object, Object> arrays_of_every_kind() {
        boolean[] z = {true};
        byte[] b = {1};
        char[] c = {'c'};
        short[] s = {2};
        int[] i = {3};
        long[] l = {4};
        float[] f = {5};
        double[] d = {6};
        String[] o = {"o"};
        int[][] ii = {{7}};
        Generator.yield("across");
        z[0] ^= true;
        b[0]++;
        c[0]++;
        s[0]++;
        i[0]++;
        l[0]++;
        f[0]++;
        d[0]++;
        o[0] += "p";
        ii[0][0]++;
        return done(z[0] + "" + b[0] + c[0] + s[0] + i[0] + l[0] + f[0] + d[0] + o[0] + ii[0][0]);
    }
}
