package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Loops of all forms with yields in all their parts. */
public class Loops {
    @Async
    public static Generator<Object, Object, Object> for_headers() {
        String text = "";
        for (int i = Generator.<Integer>yield(0); i < Generator.<Integer>yield(2); i += Generator.<Integer>yield(1)) {
            text += i;
        }
        for (int i = 0, j = Generator.<Integer>yield(3); i < j; i++, j -= Generator.<Integer>yield(1)) {
            text += i + ":" + j;
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> while_conditions() {
        int i = 0;
        while (Generator.<Boolean>yield(i < 3)) {
            i++;
        }
        do {
            i--;
        } while (Generator.<Boolean>yield(i > 0));
        return done(i);
    }

    @Async
    public static Generator<Object, Object, Object> do_while_over_what_is_written_after_the_yield() {
        int n;
        long total = 0;
        do {
            n = Generator.<Integer>yield((int) total);
            total += n + 1;
        } while (total < 4 && n < 10);
        boolean again;
        do {
            Generator.yield("body");
            again = total-- > 3;
        } while (again);
        return done(total);
    }

    @Async
    public static Generator<Object, Object, Object> labelled() {
        String text = "";
        outer:
        for (int i = 0; i < 4; i++) {
            middle:
            while (true) {
                for (int j = 0; ; j++) {
                    text += Generator.yield(i * 10 + j);
                    if (j == 1 && i == 0) {
                        continue outer;
                    }
                    if (j == 1 && i == 1) {
                        break middle;
                    }
                    if (j == 2) {
                        break outer;
                    }
                }
            }
            text += Generator.yield("after the middle one");
        }
        block:
        {
            if (Generator.<Boolean>yield(true)) {
                break block;
            }
            text += "never";
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> without_end() {
        long a = 0;
        long b = 1;
        while (true) {
            Generator.yield(a);
            long next = a + b;
            a = b;
            b = next;
        }
    }

    @Async
    public static Generator<Object, Object, Object> without_end_and_with_a_way_out() {
        for (int i = 0; ; i++) {
            if (Generator.<Integer>yield(i) == 5) {
                return done(i);
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> never_entered() {
        for (int i = 0; i < 0; i++) {
            Generator.yield(i);
        }
        while (Log.tap(false)) {
            Generator.yield("never");
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> with_nothing_but_a_yield() {
        int i = 0;
        while (Generator.<Integer>yield(i++) < 3) {}
        for (; Generator.<Integer>yield(i--) > 2; ) {}
        return done(i);
    }

    @Async
    public static Generator<Object, Object, Object> where_only_some_rounds_yield() {
        int sum = 0;
        for (int i = 0; i < 10; i++) {
            if (i % 3 == 0) {
                sum += Generator.<Integer>yield(i);
            } else if (i % 3 == 1) {
                continue;
            }
            sum++;
        }
        return done(sum);
    }
}
