package found;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Found by random programs: each generator of a chain has an exit signal of its own. */
public class ExitSignals {
    @Async
    private static Generator<Object, Object, Object> inner(int depth) {
        try (AutoCloseable resource = () -> {
            throw new IllegalStateException("close of " + depth);
        }) {
            if (depth > 0) {
                Generator.yieldFrom(inner(depth - 1));
            }
            Generator.yield("item");
        } catch (Exception e) {
            Log.say(e);
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> with_something_suppressed() {
        try {
            Generator.yieldFrom(inner(2));
        } catch (GeneratorExit e) {
            Log.say(e);
            throw e;
        }
        return done();
    }
}
