package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;

/** Assignments in expressions: copies of a value below the array, the object or the old value. */
public class Assignments {
    private int f;
    private long g;
    private String s = "s";
    private static int counter;
    private static double share;

    private static Assignments at(Assignments o) {
        Log.say("at");
        return o;
    }

    @Async
    public static Generator<Object, Object, Object> chained_fields() {
        return new Assignments().chained();
    }

    @Async
    private Generator<Object, Object, Object> chained() {
        var o = new Assignments();
        at(o).f = this.f = Generator.<Integer>yield(4);
        at(o).g = at(this).g = Generator.<Long>yield(5L);
        at(o).s = this.s += Generator.yield("t");
        return done(o.f + f + " " + o.g + g + o.s + s);
    }

    @Async
    public static Generator<Object, Object, Object> chained_locals_and_elements() {
        int x;
        int y;
        int[] z = new int[4];
        x = y = z[Generator.<Integer>yield(2)] = Generator.<Integer>yield(7);
        long a;
        long b;
        long[] c = new long[2];
        a = b = c[Generator.<Integer>yield(1)] = Generator.<Long>yield(8L);
        return done(x + y + Arrays.toString(z) + a + b + Arrays.toString(c));
    }

    @Async
    public static Generator<Object, Object, Object> old_values_below() {
        var o = new Assignments();
        int l = o.f++ + Generator.<Integer>yield(3);
        long m = o.g-- - Generator.<Long>yield(2L);
        l += o.f++ * ++o.f + Generator.<Integer>yield(1);
        int i = 5;
        int k = i++ + Generator.<Integer>yield(i) + i--;
        i = i++ + Generator.<Integer>yield(i);
        return done(l + " " + m + " " + o.f + " " + o.g + " " + i + " " + k);
    }

    @Async
    public static Generator<Object, Object, Object> compound() {
        var o = new Assignments();
        o.f += Generator.<Integer>yield(3);
        at(o).g *= 2 + Generator.<Long>yield(2L);
        int x = at(o).f -= Generator.<Integer>yield(1);
        long y = o.g |= Generator.<Long>yield(8L);
        at(o).s += Generator.yield("u");
        return done(x + " " + y + " " + o.f + " " + o.g + o.s);
    }

    @Async
    public static Generator<Object, Object, Object> statics() {
        counter = 0;
        share = 1;
        counter += Generator.<Integer>yield(2);
        int x = counter++ + Generator.<Integer>yield(10) + counter;
        double y = share = share / Generator.<Double>yield(4.0);
        return done(x + " " + y + " " + counter + " " + share);
    }

    @Async
    public static Generator<Object, Object, Object> to_a_null() {
        Assignments nobody = null;
        nobody.f = Generator.<Integer>yield(1);
        return done();
    }
}
