package locals;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/** Variables whose type is that of several ways joined: interfaces, arrays, intersections. */
public class MergedTypes {
    private interface Named {
        String name();
    }

    private record A(String name) implements Named, Comparable<A> {
        @Override
        public int compareTo(A other) {
            return name.compareTo(other.name);
        }
    }

    private enum B implements Named {
        ONE
    }

    @Async
    public static Generator<Object, Object, Object> interfaces() {
        Named named = Generator.<Boolean>yield(true) ? new A("a") : B.ONE;
        Generator.yield("across");
        Named other = Generator.<Boolean>yield(false) ? new A("a") : B.ONE;
        Comparable<?> both = Log.tap(true) ? (A) named : B.ONE;
        Generator.yield("again");
        return done(named.name() + other.name() + both.getClass().getSimpleName());
    }

    @Async
    public static Generator<Object, Object, Object> intersections() {
        var either = Generator.<Boolean>yield(true) ? Integer.valueOf(1) : "s";
        Generator.yield("across");
        var list = List.of(either, Generator.<Boolean>yield(false) ? 'c' : 2.5);
        Generator.yield("again");
        return done(list + "" + either.getClass().getSimpleName());
    }

    @Async
    public static Generator<Object, Object, Object> arrays() {
        Object[] a = Generator.<Boolean>yield(true) ? new String[] {"s"} : new Integer[] {1};
        Object o = Generator.<Boolean>yield(true) ? new int[] {1} : new long[] {1};
        Generator.yield("across");
        Cloneable c = Log.tap(true) ? new int[1][1] : new String[1];
        Generator.yield("again");
        return done(
                Arrays.toString(a) + o.getClass().getSimpleName() + c.getClass().getSimpleName());
    }

    @Async
    public static Generator<Object, Object, Object> numbers() {
        Number n = 1;
        for (int i = 0; i < 3; i++) {
            Generator.yield(n);
            n = i == 0 ? (Number) 2L : i == 1 ? (Number) 2.5 : (Number) n.intValue();
        }
        return done(n);
    }

    private static <T extends Comparable<T> & Serializable> T larger(T a, T b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    @Async
    private static <T extends Comparable<T> & Serializable> Generator<Object, Object, T> largest(List<T> all) {
        T best = null;
        for (T each : all) {
            T sent = Generator.yield(each);
            best = best == null ? sent : larger(best, sent);
        }
        return done(best);
    }

    @Async
    public static Generator<Object, Object, Object> type_variables() {
        String s = Generator.yieldFrom(largest(List.of("a", "c", "b")));
        return done(s + Generator.<Integer>yieldFrom(largest(List.of(1, 2))));
    }
}
