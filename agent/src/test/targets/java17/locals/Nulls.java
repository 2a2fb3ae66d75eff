package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.List;

/** Literal nulls, whose verification type is NULL, and what they are merged with. */
public class Nulls {
    @Async
    public static Generator<Object, Object, Object> never_anything_else() {
        String s = null;
        Object o = null;
        int[] a = null;
        Generator.yield(1);
        return done(s + o + (a == null));
    }

    @Async
    public static Generator<Object, Object, Object> assigned_after_the_suspension() {
        String s = null;
        int[] a = null;
        Generator.yield(1);
        if (s == null) {
            s = "now";
            a = new int[] {1, 2};
        }
        Generator.yield(2);
        return done(s.length() + a[1]);
    }

    @Async
    public static Generator<Object, Object, Object> merged_before_the_suspension() {
        String s = null;
        StringBuilder b = null;
        if (Generator.<Boolean>yield(true)) {
            s = "some";
        } else {
            b = new StringBuilder("other");
        }
        Generator.yield(s);
        return done(s == null ? b.length() : s.length());
    }

    @Async
    public static Generator<Object, Object, Object> merged_in_a_loop() {
        String last = null;
        Object previous = null;
        for (int i = 0; i < 4; i++) {
            Object before = previous;
            previous = last;
            last = Generator.<String>yield("item " + i + last + before);
        }
        return done(last + previous);
    }

    @Async
    public static Generator<Object, Object, Object> used_as_they_are() {
        String s = null;
        Generator.yield(1);
        try {
            return done(s.length());
        } catch (NullPointerException e) {
            int[] a = null;
            Generator.yield(2);
            return done(a.length);
        }
    }

    @Async
    public static Generator<Object, Object, Object> arrays_of_null_type() {
        Object[][] a = null;
        String[] s = Log.tap(true) ? null : new String[1];
        Generator.yield(1);
        try {
            a[0][0] = s[0];
        } catch (NullPointerException e) {
            a = new Object[][] {s};
        }
        Generator.yield(2);
        return done(a.length);
    }

    @Async
    public static Generator<Object, Object, Object> merged_in_a_handler() {
        String s = null;
        List<String> list = null;
        try {
            Generator.yield(1);
            s = "in try";
            Generator.yield(2);
            list = List.of(s);
            Generator.yield(3);
        } catch (IllegalArgumentException e) {
            Generator.yield(s);
        } finally {
            Log.say(s + list);
        }
        return done(s + list);
    }
}
