package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** {@code assert} with yields in its condition and in its message. */
public class Asserts {
    @Async
    public static Generator<Object, Object, Object> that_hold() {
        assert Generator.<Boolean>yield(true);
        assert Generator.<Integer>yield(1) > 0 : "message " + Generator.yield("not asked");
        return done("fine");
    }

    @Async
    public static Generator<Object, Object, Object> that_fail() {
        try {
            assert Generator.<Boolean>yield(false) : "message " + Generator.yield("asked");
        } catch (AssertionError e) {
            Generator.yield(e.getMessage());
        }
        assert Log.tap(1) > 2 : Generator.<Integer>yield(5);
        return done("not here");
    }
}
