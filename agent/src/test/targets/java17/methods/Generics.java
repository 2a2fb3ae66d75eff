package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Generic methods, and those for which the compiler writes bridges. */
public class Generics {
    private interface Source<T> {
        Generator<T, Object, T> items(T first, List<? extends T> rest);
    }

    private static class Strings implements Source<String> {
        @Async
        @Override
        public Generator<String, Object, String> items(String first, List<? extends String> rest) {
            String last = first;
            Generator.yield(last);
            for (String each : rest) {
                last = Generator.yield(each.concat("."));
            }
            return done(last);
        }
    }

    private abstract static class Shape<S extends Shape<S>> {
        abstract Generator<Object, Object, S> grow(S other);
    }

    private static final class Circle extends Shape<Circle> {
        final int radius;

        Circle(int radius) {
            this.radius = radius;
        }

        @Async
        @Override
        Generator<Object, Object, Circle> grow(Circle other) {
            return done(new Circle(other.radius + Generator.<Integer>yield(radius)));
        }
    }

    @Async
    public static Generator<Object, Object, Object> through_a_bridge() {
        Source<String> source = new Strings();
        String last = Generator.yieldFrom(source.items("a", List.of("b", "c")));
        return done(last);
    }

    @Async
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Generator<Object, Object, Object> through_a_bridge_with_a_wrong_type() {
        Source source = new Strings();
        return source.items(1, List.of());
    }

    @Async
    public static Generator<Object, Object, Object> bounded_by_themselves() {
        Circle circle = Generator.yieldFrom(new Circle(2).grow(new Circle(3)));
        return done(circle.radius);
    }

    @Async
    private static <K extends Comparable<K>, V> Generator<Object, Object, Map<K, V>> collect(K[] keys, V value) {
        Map<K, V> map = new TreeMap<>();
        for (K key : keys) {
            K sent = Generator.yield(key);
            map.put(sent, value);
        }
        return done(map);
    }

    @Async
    public static Generator<Object, Object, Object> with_type_variables() {
        return done(Generator.yieldFrom(Generics.<String, Integer>collect(new String[] {"b", "a"}, 1)));
    }

    private static class CovariantBase {
        @Async
        Generator<? extends CharSequence, Object, Integer> m() {
            Generator.yield("base");
            return done(1);
        }
    }

    private static class Covariant extends CovariantBase {
        @Async
        @Override
        Generator<String, Object, Integer> m() {
            Generator.yieldFrom(super.m());
            Generator.yield("covariant");
            return done(2);
        }
    }

    @Async
    public static Generator<Object, Object, Object> covariant() {
        CovariantBase base = new Covariant();
        return done(Generator.yieldFrom(base.m()));
    }
}
