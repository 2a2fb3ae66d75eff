package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Parameters that are written, in loops and handlers. */
public class WrittenParameters {
    @Async
    private static Generator<Object, Object, Object> count(int from, long step, String text, int[] box) {
        while (from < 3) {
            text += Generator.yield(from);
            from += step;
            box[0] = from;
            box = new int[] {from};
        }
        return done(text + from + step + box[0]);
    }

    @Async
    public static Generator<Object, Object, Object> in_a_loop() {
        int[] box = {9};
        Object end = Generator.yieldFrom(count(0, 1, "t", box));
        return done(end + "" + box[0]);
    }

    @Async
    private static Generator<Object, Object, Object> retry(int times, Object what) {
        do {
            try {
                what = Generator.yield(what);
                if (times == 2) {
                    throw new IllegalArgumentException("" + what);
                }
            } catch (IllegalArgumentException e) {
                what = e.getMessage();
            }
        } while (times-- > 0);
        return done(what);
    }

    @Async
    public static Generator<Object, Object, Object> in_handlers() {
        return retry(3, "x");
    }

    @Async
    private Generator<Object, Object, Object> unused(int a, String b, long c, Object d) {
        Generator.yield(b);
        return done(b);
    }

    @Async
    public static Generator<Object, Object, Object> not_used_at_all() {
        return new WrittenParameters().unused(1, "b", 3, null);
    }
}
