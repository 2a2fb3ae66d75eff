package leaks;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;
import java.util.function.BiFunction;

/** Parameters that are not used, or not any more. */
public class DeadParameters {
    @Async
    private static Generator<Object, Object, Object> body(
            Tracked unused1, int n, Tracked used, long unused2, Tracked unused3, Object[] unused4) {
        Generator.yield("used");
        Log.say(used.name() + n);
        Generator.yield("");
        return done();
    }

    public static Generator<Object, Object, Object> of_a_static_method() {
        return body(new Tracked("unused 1"), 1, new Tracked("used"), 2, new Tracked("unused 3"), new Object[] {
            new Tracked("unused 4")
        });
    }

    @Async
    private Generator<Object, Object, Object> instance(Tracked unused, Tracked used) {
        Log.say(used.name());
        Generator.yield("");
        Generator.yield("");
        return done();
    }

    public static Generator<Object, Object, Object> of_an_instance_method() {
        return new DeadParameters().instance(new Tracked("unused"), new Tracked("used"));
    }

    @Async
    private static Generator<Object, Object, Object> written(Tracked unused, Tracked used) {
        unused = new Tracked("written");
        Generator.yield("used written");
        Log.say(unused.name() + used.name());
        used = null;
        Generator.yield("");
        return done();
    }

    public static Generator<Object, Object, Object> written_before_they_are_read() {
        return written(new Tracked("unused"), new Tracked("used"));
    }

    public static Generator<Object, Object, Object> of_a_lambda() {
        Tracked captured = new Tracked("captured");
        Tracked other = new Tracked("other");
        BiFunction<Tracked, Tracked, Generator<Object, Object, Object>> lambda = (unused, used) -> {
            Generator.yield("captured other used");
            Log.say(used.name() + other.name());
            Generator.yield("captured");
            Log.say(captured.name());
            Generator.yield("");
            return done();
        };
        return lambda.apply(new Tracked("unused"), new Tracked("used"));
    }
}
