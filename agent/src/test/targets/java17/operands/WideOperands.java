package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Long and double values below a yield. */
public class WideOperands {
    private static String three(long a, double b, long c) {
        return Log.tap(a + "/" + b + "/" + c);
    }

    @Async
    public static Generator<Object, Object, Object> below_a_call() {
        return done(three(1L << 40, 2.5, Generator.<Long>yield(3L))
                + three(Generator.<Long>yield(1L), Log.tap(2.0), Generator.<Long>yield(-1L)));
    }

    @Async
    public static Generator<Object, Object, Object> below_arithmetic() {
        long x = Log.tap(7L) * Generator.<Long>yield(3L) - Log.tap(1L) % Generator.<Long>yield(2L);
        double y = x / 2.0 + Generator.<Double>yield(0.5) * (x - Generator.<Double>yield(1.5));
        float z = 1.5f * Generator.<Float>yield(2f);
        return done(x + " " + y + " " + z);
    }

    @Async
    public static Generator<Object, Object, Object> below_comparisons() {
        long x = 5;
        double y = Double.NaN;
        String text = "";
        if (x < Generator.<Long>yield(6L)) {
            text += "less ";
        }
        if (y != Generator.<Double>yield(1.0)) {
            text += "different ";
        }
        text += x == Generator.<Long>yield(5L) ? "equal" : "unequal";
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> shifts_and_conversions() {
        long x = 1L << Generator.<Integer>yield(33);
        int y = (int) (x >>> Generator.<Integer>yield(30)) ^ (byte) (int) Generator.<Integer>yield(200);
        char c = (char) (Generator.<Character>yield('a') + 1);
        x += Generator.<Integer>yield(4);
        x <<= Generator.<Integer>yield(2);
        return done(x + " " + y + " " + c + ~x + -y);
    }
}
