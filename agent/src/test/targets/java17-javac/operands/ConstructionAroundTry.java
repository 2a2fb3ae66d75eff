package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;

/** An uninitialised object below a try block. ECJ writes a class file that the JVM rejects, without us. */
public class ConstructionAroundTry {
    private record A(Object... parts) {
        @Override
        public String toString() {
            return "A" + Arrays.toString(parts);
        }
    }

    @Async
    public static Generator<Object, Object, Object> with_a_try_inside() {
        var a = new A(
                "first",
                switch (Generator.<Integer>yield(1)) {
                    case 1 -> {
                        try {
                            yield new A(Generator.yield("try"));
                        } finally {
                            Log.say(new A(Generator.yield("finally")));
                        }
                    }
                    default -> 0;
                });
        return done(a);
    }
}
