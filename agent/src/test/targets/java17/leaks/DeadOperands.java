package leaks;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;

/** Operands below a yield are let go when they are taken back; what is sent or yielded is not kept. */
public class DeadOperands {
    private record Pair(Object a, Object b) {
        Tracked first() {
            return (Tracked) a;
        }
    }

    private static String join(Object... all) {
        return all.length + "";
    }

    private static Tracked choose(Tracked a, Object x, Tracked b) {
        return b;
    }

    @Async
    public static Generator<Object, Object, Object> of_a_call() {
        Tracked chosen = choose(new Tracked("a"), Generator.yield("a"), new Tracked("b"));
        Generator.yield("b");
        Log.say(chosen.name());
        Generator.yield("");
        Log.say(join(new Tracked("c"), Generator.yield("c"), new Tracked("d"), Generator.yield("c d sent")));
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> of_a_constructor() {
        Pair pair = new Pair(new Tracked("a"), Generator.yield("a"));
        Tracked first = pair.first();
        Generator.yield("a");
        Log.say(first.name());
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> that_were_sent() {
        Generator.yield("");
        Object sent = Generator.yield("");
        Generator.yield("sent");
        Log.say(sent == null);
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> below_a_delegation() {
        Tracked kept = new Tracked("kept");
        Tracked dead = new Tracked("dead");
        Log.say(dead.name());
        Generator.yieldFrom(inner("kept"));
        Log.say(kept.name());
        Generator.yieldFrom(inner(""));
        return done();
    }

    @Async
    private static Generator<Object, Object, Object> inner(String held) {
        Generator.yield(held);
        Generator.yield(held);
        return done();
    }
}
