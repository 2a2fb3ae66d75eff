package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** Variables that some ways assign and others do not. */
public class AssignedOnOneBranch {
    @Async
    public static Generator<Object, Object, Object> before_the_suspension() {
        int x;
        String s;
        if (Generator.<Boolean>yield(true)) {
            x = Generator.<Integer>yield(1);
            s = "then";
        } else {
            x = 2;
            s = Generator.yield("else");
        }
        Generator.yield("joined");
        return done(x + s);
    }

    @Async
    public static Generator<Object, Object, Object> only_used_where_assigned() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            String s;
            long l;
            boolean has = i != 1;
            if (has) {
                s = "s" + i;
                l = i;
            } else {
                s = null;
                l = 0;
            }
            Object o;
            Generator.yield(i);
            if (has && (o = Generator.yield("o")) != null) {
                text += s + l + o;
            }
            Generator.yield("next");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_a_try() {
        int x;
        try {
            Generator.yield("before");
            x = Generator.<Integer>yield(1);
        } catch (IllegalArgumentException e) {
            x = -1;
        }
        Generator.yield("after");
        int y;
        try {
            y = Generator.<Integer>yield(2) / x;
        } finally {
            x = 0;
            Generator.yield("finally");
        }
        return done(x + y);
    }

    @Async
    public static Generator<Object, Object, Object> in_a_switch() {
        String text = "";
        for (int i = 0; i < 4; i++) {
            int n;
            switch (i) {
                case 0:
                    n = Generator.<Integer>yield(10);
                    break;
                case 1:
                    String local = Generator.yield("local");
                    n = local.length();
                    break;
                case 2:
                    local = "again";
                    Generator.yield(local);
                default:
                    local = "default";
                    n = Generator.<String>yield(local).length();
            }
            Generator.yield("joined");
            text += n;
        }
        return done(text);
    }
}
