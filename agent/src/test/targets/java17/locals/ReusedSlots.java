package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.IOException;

/** One slot for variables of different types, one after the other. */
public class ReusedSlots {
    @Async
    public static Generator<Object, Object, Object> in_blocks() {
        String text = "";
        {
            int i = Generator.<Integer>yield(1);
            text += i;
        }
        {
            String s = Generator.yield("two");
            text += s;
        }
        {
            long l = Generator.<Long>yield(3L);
            Generator.yield("l");
            text += l;
        }
        {
            int a = Generator.<Integer>yield(4);
            double d = Generator.<Double>yield(5.0);
            text += a + d;
        }
        {
            Object[] o = {Generator.yield(6)};
            text += o[0];
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_branches() {
        String text = "";
        for (int i = 0; i < 4; i++) {
            if (i == 0) {
                String s = Generator.yield("s");
                text += s + Generator.yield(1);
            } else if (i == 1) {
                long l = Generator.<Long>yield(2L);
                text += l + Generator.<Integer>yield(3);
            } else if (i == 2) {
                int[] a = {Generator.<Integer>yield(4)};
                text += a[0] + Generator.<Integer>yield(5);
            } else {
                float f = 1;
                boolean b = Generator.<Boolean>yield(true);
                text += f + "" + b + Generator.yield(6);
            }
            Generator.yield("end of " + i);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_handlers() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            try {
                long wide = Generator.<Long>yield((long) i);
                text += wide;
                if (i == 1) {
                    String here = Generator.yield("here");
                    throw new IOException(here);
                } else if (i == 2) {
                    int[] a = {1};
                    a[Generator.<Integer>yield(2)] = 1;
                }
            } catch (IOException e) {
                int n = Generator.<Integer>yield(1);
                text += e.getMessage() + n;
            } catch (ArrayIndexOutOfBoundsException e) {
                double d = Generator.<Double>yield(1.0);
                text += e.getMessage() + d;
            } catch (IllegalArgumentException e) {
                String s = Generator.yield("s");
                Object[] o = {Generator.yield(e.getMessage())};
                text += s + o[0];
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> of_parameters() {
        return shadowing("a", 2, 3L);
    }

    @Async
    private static Generator<Object, Object, Object> shadowing(String a, int b, long c) {
        String text = a + b + c;
        Generator.yield(text);
        a = null;
        b = 0;
        c = -1;
        Generator.yield("changed");
        {
            int x = 1;
            Generator.yield(x);
        }
        {
            String x = "x";
            Generator.yield(x);
        }
        return done(text + a + b + c);
    }
}
