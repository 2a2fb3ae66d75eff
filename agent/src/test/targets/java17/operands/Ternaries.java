package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;

/** Conditional expressions that suspend on some sides, with values below them. */
public class Ternaries {
    private static String join(Object a, Object b, Object c) {
        return a + "," + b + "," + c;
    }

    @Async
    public static Generator<Object, Object, Object> one_side() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            text += join("a" + i, i == 1 ? Generator.yield("yes") : "no", "c");
            text += i == 2 ? "no" : Generator.yield("else");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> conditions() {
        int n = 0;
        n += Generator.<Boolean>yield(true) ? 1 : 2;
        n += Generator.<Boolean>yield(false) ? Generator.<Integer>yield(10) : Generator.<Integer>yield(20);
        n = n + (Generator.<Boolean>yield(true) ? Generator.<Boolean>yield(false) ? 100 : 200 : 300);
        return done(n);
    }

    @Async
    public static Generator<Object, Object, Object> of_several_types() {
        boolean yes = Generator.<Boolean>yield(true);
        Object number = yes ? Generator.<Integer>yield(1) : (Object) "text";
        Comparable<?> either = yes ? "text" : Generator.<Integer>yield(2);
        long wide = yes ? Generator.<Integer>yield(3) : 4L;
        double real = yes ? 1 : Generator.<Double>yield(2.5);
        Object nothing = yes ? null : Generator.yield("x");
        return done(number + " " + either + " " + wide + " " + real + " " + nothing);
    }

    @Async
    public static Generator<Object, Object, Object> short_circuits() {
        String text = "";
        if (Generator.<Boolean>yield(true) && Log.tap(true) && Generator.<Boolean>yield(false)) {
            text += "and";
        }
        if (Generator.<Boolean>yield(false) || Log.tap(false) || Generator.<Boolean>yield(true)) {
            text += "or";
        }
        boolean both = Generator.<Boolean>yield(true) & Generator.<Boolean>yield(false);
        boolean one = Generator.<Boolean>yield(true) ^ both || Generator.<Boolean>yield(true);
        boolean not = !(both || !Generator.<Boolean>yield(true));
        return done(text + both + one + not + (both || Generator.<Boolean>yield(true) ? 1 : 0));
    }

    @Async
    public static Generator<Object, Object, Object> below_a_condition() {
        int[] a = {5, 6};
        a[Generator.<Boolean>yield(true) ? 1 : 0] += a[0] > 3 ? Generator.<Integer>yield(1) : 2;
        String s =
                join(a[1], a[0] == 5 && Generator.<Boolean>yield(true), a[0] == 6 || Generator.<Boolean>yield(false));
        return done(Arrays.toString(a) + s);
    }
}
