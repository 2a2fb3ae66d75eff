package newest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.function.Supplier;

/** Lambdas that yield in the part of a constructor that stands before {@code super(...)}. */
public class Constructors {
    private static class Base {
        final Supplier<Generator<Object, Object, Object>> body;

        Base(Supplier<Generator<Object, Object, Object>> body) {
            this.body = body;
        }
    }

    private static class Derived extends Base {
        private final String name;

        Derived(String name) {
            Log.say("before super");
            int length = name.length();
            this.name = name + length;
            super(() -> {
                Object sent = Generator.yield(name);
                return done(sent + "" + length);
            });
        }
    }

    @Async
    public static Generator<Object, Object, Object> with_a_prologue() {
        var derived = new Derived(Generator.<String>yield("name"));
        Object value = Generator.yieldFrom(derived.body.get());
        return done(derived.name + value);
    }
}
