package leaks;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;

/** Each item is the list of the tracked objects that the frame must hold at this place, and no others. */
public class DeadLocals {
    @Async
    public static Generator<Object, Object, Object> after_their_last_use() {
        Tracked a = new Tracked("a");
        Tracked b = new Tracked("b");
        Generator.yield("a b");
        Log.say(a.name());
        Generator.yield("b");
        Log.say(b.name());
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> between_a_use_and_an_assignment() {
        Tracked x = new Tracked("one");
        Log.say(x.name());
        Generator.yield("");
        x = new Tracked("two");
        Generator.yield("two");
        Log.say(x.name());
        Generator.yield("");
        x = null;
        Generator.yield("");
        return done(x);
    }

    @Async
    public static Generator<Object, Object, Object> of_a_loop() {
        Tracked outside = new Tracked("outside");
        for (int i = 0; i < 3; i++) {
            Tracked inside = new Tracked("inside");
            Generator.yield("inside outside");
            Log.say(inside.name());
            Generator.yield("outside");
        }
        Log.say(outside.name());
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> carried_around_a_loop() {
        Tracked last = null;
        for (int i = 0; i < 3; i++) {
            Generator.yield(last == null ? "" : "last");
            Log.say(last == null ? "none" : last.name());
            last = new Tracked("last");
        }
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> of_a_branch() {
        Tracked a = new Tracked("a");
        Tracked b = new Tracked("b");
        if (a.name().equals("a")) {
            Generator.yield("b");
            Generator.yield("b");
        } else {
            Generator.yield("a b");
            Log.say(a.name());
        }
        Generator.yield("b");
        return done(b.name());
    }

    @Async
    public static Generator<Object, Object, Object> in_slots_used_again() {
        {
            Tracked a = new Tracked("a");
            Generator.yield("a");
            Log.say(a.name());
        }
        Generator.yield("");
        {
            long wide = Log.tap(1L);
            Generator.yield("");
            Log.say(wide);
        }
        {
            Object b = new Tracked("b");
            Generator.yield("b");
            Log.say(b == null);
        }
        int n = Log.tap(5);
        Generator.yield("");
        return done(n);
    }

    @Async
    public static Generator<Object, Object, Object> arrays_of_for_each() {
        for (Tracked each : new Tracked[] {new Tracked("a"), new Tracked("b")}) {
            Generator.yield("a b");
            Log.say(each.name());
        }
        Generator.yield("");
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> before_an_endless_loop() {
        Tracked start = new Tracked("start");
        Log.say(start.name());
        Tracked kept = new Tracked("kept");
        while (true) {
            Generator.yield("kept");
            Log.say(kept.name());
        }
    }
}
