package leaks;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;

/** Who has ended by a tail call holds nothing. */
public class TailCalls {
    @Async
    private static Generator<Object, Object, Object> inner(String held, Tracked argument) {
        Generator.yield(held);
        Log.say(argument.name());
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> with_dead_variables() {
        Tracked dead = new Tracked("dead");
        Generator.yield("dead");
        Log.say(dead.name());
        return inner("argument", new Tracked("argument"));
    }

    @Async
    private static Generator<Object, Object, Object> outer(Tracked unused, Tracked given) {
        Generator.yield("given");
        return inner("given", given);
    }

    @Async
    public static Generator<Object, Object, Object> one_after_the_other() {
        return outer(new Tracked("unused"), new Tracked("given"));
    }

    @Async
    public static Generator<Object, Object, Object> before_anything_was_waited_for() {
        Tracked dead = new Tracked("dead");
        Log.say(dead.name());
        return inner("argument", new Tracked("argument"));
    }
}
