package newest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** A switch over patterns with guards, with operands below. ECJ writes a class file that the JVM rejects, without us. */
public class PatternsAboveOperands {
    private record Square(int side, String name) {}

    private enum Colour {
        RED,
        GREEN
    }

    @Async
    public static Generator<Object, Object, Object> in_expressions() {
        int sum = 0;
        for (Object o : new Object[] {1, "text", 'c', null, new Square(4, "s"), Colour.GREEN, 2L, new int[] {5}}) {
            sum += 100
                    * switch (o) {
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
            Log.say(sum);
        }
        return done(sum);
    }
}
