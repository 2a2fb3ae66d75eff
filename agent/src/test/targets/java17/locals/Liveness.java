package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Variables that live for long, that die early, and that come to life again. */
public class Liveness {
    @Async
    public static Generator<Object, Object, Object> from_the_first_to_the_last() {
        String first = "first";
        long second = 2;
        for (int i = 0; i < 3; i++) {
            Generator.yield(i);
            Generator.yield("more");
        }
        return done(first + second);
    }

    @Async
    public static Generator<Object, Object, Object> dead_and_assigned_again() {
        String s = "one";
        Log.say(s);
        Generator.yield(1);
        s = "two";
        Log.say(s);
        Generator.yield(2);
        s = "three";
        Generator.yield(3);
        return done(s);
    }

    @Async
    public static Generator<Object, Object, Object> only_alive_in_the_handler() {
        String state = "start";
        try {
            state = "one";
            Generator.yield(1);
            state = "two";
            Generator.yield(2);
            state = "end";
        } catch (IllegalArgumentException e) {
            return done("failed in " + state);
        }
        return done("not failed");
    }

    @Async
    public static Generator<Object, Object, Object> alive_around_a_loop_only() {
        String previous = "none";
        int n = 0;
        while (n < 3) {
            String current = Generator.yield("after " + previous);
            Generator.yield("between");
            previous = current;
            n++;
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> dead_in_one_branch() {
        String s = Log.tap("value");
        int[] a = {1};
        if (Generator.<Boolean>yield(true)) {
            Generator.yield("not used here");
        } else {
            Generator.yield(s);
            Log.say(a.length);
        }
        Generator.yield("joined");
        return done();
    }
}
