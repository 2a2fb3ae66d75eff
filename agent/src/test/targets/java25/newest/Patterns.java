package newest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.List;

/** Switches over sealed types and records, with guards and nested patterns. */
public class Patterns {
    private sealed interface Shape permits Circle, Square, Pair {}

    private record Circle(double radius) implements Shape {}

    private record Square(int side, String name) implements Shape {}

    private record Pair(Shape left, Shape right) implements Shape {}

    private record Failing(Object x) {
        @Override
        public Object x() {
            throw new IllegalStateException("accessor");
        }
    }

    private enum Colour {
        RED,
        GREEN
    }

    private static Shape[] shapes() {
        return new Shape[] {
            new Circle(1.5), new Square(2, "two"), new Square(20, "large"), new Pair(new Circle(2), new Square(3, "n"))
        };
    }

    @Async
    public static Generator<Object, Object, Object> over_sealed_types() {
        String text = "";
        for (Shape shape : shapes()) {
            switch (shape) {
                case Circle c -> text += c.radius() + Generator.<Double>yield(c.radius());
                case Square s when s.side() > Generator.<Integer>yield(10) -> text += Generator.yield("large");
                case Square(int side, var name) -> {
                    text += Generator.yield(name);
                    text += side + name;
                }
                case Pair(Circle(var r), Square(var side, var _))
                when Generator.<Boolean>yield(r < side) -> {
                    Generator.yield("a pair");
                    text += r + side;
                }
                case Pair _ -> Generator.yield("another pair");
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_expressions() {
        int sum = 0;
        for (Object o : new Object[] {1, "text", 'c', null, new Square(4, "s"), Colour.GREEN, 2L, new int[] {5}}) {
            int n = switch (o) {
                case Integer i when i > 5 -> Generator.<Integer>yield(i);
                case Integer i -> i + Generator.<Integer>yield(i);
                case String s when Generator.<String>yield(s).isEmpty() -> 0;
                case String s -> s.length();
                case null -> Generator.<Integer>yield(-1);
                case Square(int side, String name) -> {
                    Generator.yield(name);
                    yield side;
                }
                case Colour.RED -> 7;
                case Colour c -> Generator.<Integer>yield(c.ordinal());
                case int[] a when a.length > 0 -> a[0] + Generator.<Integer>yield(a.length);
                case Character _, Long _ -> 9;
                default -> throw new IllegalStateException(Generator.<String>yield("what"));
            };
            Log.say(n);
            sum += n;
        }
        return done(sum);
    }

    @Async
    public static Generator<Object, Object, Object> in_conditions() {
        Object o = Generator.yield(new Pair(new Circle(1), new Square(2, "s")));
        if (o instanceof Pair(Circle(var r), Square(int side, var name)) && side > Generator.<Integer>yield(1)) {
            Generator.yield(name);
            return done(r + side + name);
        }
        return done("no");
    }

    @Async
    public static Generator<Object, Object, Object> of_records_that_fail() {
        Object o = new Failing(1);
        try {
            if (o instanceof Failing(var x) && Generator.<Boolean>yield(true)) {
                Generator.yield(x);
            }
        } catch (MatchException e) {
            Log.say(e);
            Generator.yield("caught");
        }
        return done(
                switch (o) {
                    case Failing(String s) -> Generator.yield(s);
                    default -> "other";
                });
    }

    @Async
    public static Generator<Object, Object, Object> with_unnamed_variables() {
        int count = 0;
        for (var _ : List.of(1, 2)) {
            var _ = Generator.yield(count++);
        }
        try {
            Generator.yield("in try");
        } catch (IllegalArgumentException _) {
            count = -1;
        }
        return done(count);
    }
}
