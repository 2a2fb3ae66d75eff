package found;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Found by random programs: code that the verifier knows and that is never reached, with yields and ends in it. */
public class DeadCode {
    @Async
    public static Generator<Object, Object, Object> handlers_of_a_range_that_cannot_throw() {
        for (int i = 0; i < 2; i++) {
            try {
                if (true) {
                    break;
                }
            } catch (IllegalArgumentException e) {
                byte b = Generator.<Byte>yield((byte) 1);
                Log.say(b);
            } catch (RuntimeException e) {
                return done(e);
            }
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> after_a_condition_that_is_constant() {
        do {
            Log.say("once");
            Generator.yield("alive");
            if (false || !false) {
                throw new IllegalArgumentException("always");
            }
        } while (Log.tap(false));
        Generator.yield("dead");
        return done("dead");
    }

    @Async
    public static Generator<Object, Object, Object> branches_of_constants() {
        final boolean yes = true;
        String text = yes ? "yes" : Generator.<String>yield("never");
        if (!yes) {
            return done(Generator.yield("never"));
        }
        return done(text + Generator.yield("end"));
    }
}
