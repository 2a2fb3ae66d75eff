package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Boolean, byte, short and char values are ints on the stack, and must still be what a call wants. */
public class SmallValues {
    private boolean z;
    private byte b;
    private char c;
    private short s;
    private static boolean shared;

    private static String all(boolean z, byte b, char c, short s, Object o) {
        return Log.tap(z + " " + b + " " + c + " " + s + " " + o);
    }

    private static boolean yes() {
        return Log.tap(1) == 1;
    }

    private static byte small() {
        return (byte) Log.tap(200);
    }

    @Async
    public static Generator<Object, Object, Object> below_a_yield() {
        return done(all(yes(), small(), "x".charAt(0), (short) small(), Generator.yield("o")));
    }

    @Async
    public static Generator<Object, Object, Object> comparisons_below_a_yield() {
        int i = Generator.<Integer>yield(1);
        return done(all(i > 0, (byte) i, (char) (i + 64), (short) -i, Generator.yield("o"))
                + all(i > 0 && yes(), small(), 'y', (short) 1, Generator.yield("p")));
    }

    @Async
    public static Generator<Object, Object, Object> fields_below_a_yield() {
        var o = new SmallValues();
        o.z = yes() | Generator.<Boolean>yield(false);
        o.b = (byte) (small() + Generator.<Integer>yield(100));
        o.c = (char) ('a' + Generator.<Integer>yield(1));
        o.s = (short) (small() * Generator.<Integer>yield(1000));
        shared = o.z ^= Generator.<Boolean>yield(true);
        return done(all(o.z, o.b, o.c, o.s, Generator.yield(shared)));
    }

    @Async
    public static Generator<Object, Object, Object> locals_across_a_yield() {
        boolean z = yes();
        byte b = small();
        char c = 'q';
        short s = (short) (b * 300);
        Object o = Generator.yield("o");
        boolean[] bits = {z};
        byte[] bytes = {b};
        z = !z;
        b++;
        c++;
        s--;
        Generator.yield("again");
        bits[0] &= z;
        return done(all(z, b, c, s, o) + bits[0] + bytes[0]);
    }

    @Async
    public static Generator<Object, Object, Object> elements_below_a_yield() {
        boolean[] bits = {true, false};
        byte[] bytes = {1, -2};
        char[] chars = {'a'};
        short[] shorts = {300};
        return done(all(bits[0], bytes[1], chars[0], shorts[0], Generator.yield("e"))
                + (bits[1] | Generator.<Boolean>yield(true))
                + (bytes[0] + Generator.<Integer>yield(1)));
    }
}
