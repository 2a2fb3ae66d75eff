package awaits.leaks;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;
import java.util.function.Function;

/** What coroutines hold that await each other. What is awaited is the list of the tracked objects that must be held. */
public class Coroutines {
    @Async
    private static Coroutine<Tracked> inner(String held, Tracked argument) {
        await(Ask.of(held + "argument"));
        Log.say(argument.name());
        await(Ask.of(held));
        return done(new Tracked("value"));
    }

    @Async
    private static Coroutine<Tracked> failing(String held, Tracked argument) {
        await(Ask.of(held + "argument"));
        throw argument;
    }

    @Async
    public static Coroutine<Object> that_call_another() {
        Tracked dead = new Tracked("dead");
        Log.say(dead.name());
        Tracked value = await(inner("", new Tracked("argument")));
        await(Ask.of("value"));
        Log.say(value.name());
        await(Ask.of(""));
        return done();
    }

    @Async
    public static Coroutine<Object> that_keep_another() {
        Coroutine<Tracked> kept = inner("", new Tracked("argument"));
        await(Ask.of("argument"));
        Tracked value = await(kept);
        Log.say(value.name());
        await(Ask.of(""));
        Log.say(kept == null);
        return done();
    }

    @Async
    public static Coroutine<Object> that_keep_one_which_has_failed() {
        Coroutine<Tracked> kept = failing("", new Tracked("argument"));
        try {
            await(kept);
        } catch (Tracked thrown) {
            await(Ask.of("argument"));
            Log.say(thrown.name());
        }
        await(Ask.of(""));
        Log.say(kept == null);
        return done();
    }

    @Async
    public static Coroutine<Object> whose_answer_is_dead() {
        await(Ask.of(""));
        Object answer = await(Ask.of(""));
        await(Ask.of("sent"));
        Log.say(answer == null);
        await(Ask.of(""));
        return done();
    }

    @Async
    public static Coroutine<Object> that_have_awaited_what_they_had_in_a_variable() {
        Awaitable<Object> asked = Ask.of("");
        await(asked);
        await(Ask.of(""));
        Awaitable<Object> kept = Ask.of("");
        await(kept);
        await(Ask.of("awaited"));
        Log.say(kept == null);
        await(Ask.of(""));
        return done();
    }

    @Async
    public static Coroutine<Object> in_a_loop() {
        Tracked outside = new Tracked("outside");
        Tracked last = null;
        for (int i = 0; i < 3; i++) {
            Tracked inside = new Tracked("argument");
            Log.say(last == null);
            last = await(inner("outside ", inside));
            await(Ask.of("outside value"));
        }
        Log.say(outside.name());
        await(Ask.of(""));
        return done();
    }

    @Async
    public static Coroutine<Object> with_values_on_the_stack() {
        String text = new Tracked("a").name() + await(Ask.of("")) + new Tracked("b").name();
        Log.say(join(new Tracked("a"), await(Ask.of("a")), await(failingNever("a sent"))));
        await(Ask.of(""));
        return done(text);
    }

    @Async
    private static Coroutine<Object> failingNever(String held) {
        return done(await(Ask.of(held)));
    }

    private static String join(Object... all) {
        return all.length + "";
    }

    @Async
    public static Coroutine<Object> whose_value_waits_for_finally() {
        try {
            return done(new Tracked("value"));
        } finally {
            await(Ask.of("value"));
            await(Ask.of("value"));
        }
    }

    @Async
    public static Coroutine<Object> whose_exception_waits_for_finally() {
        try {
            await(failing("", new Tracked("argument")));
        } catch (IllegalArgumentException never) {
            Log.say("never");
        } finally {
            await(Ask.of("argument"));
        }
        return done();
    }

    @Async
    private static Coroutine<Tracked> tail(String held, Tracked dead) {
        await(Ask.of("dead"));
        Log.say(dead.name());
        return inner(held, new Tracked("argument"));
    }

    @Async
    public static Coroutine<Object> that_end_by_a_tail_call() {
        Coroutine<Tracked> kept = tail("", new Tracked("dead"));
        Log.say(await(kept).name());
        await(Ask.of(""));
        Log.say(kept == null);
        return done();
    }

    @Async
    private static Coroutine<Integer> deep(int levels, Tracked dead) {
        Log.say(dead.name());
        Tracked kept = new Tracked("kept");
        if (levels == 0) {
            await(Ask.of("kept"));
            Log.say(kept.name());
            await(Ask.of("kept"));
            return done(0);
        }
        int below = await(deep(levels - 1, new Tracked("dead")));
        Log.say(kept.name());
        return done(below + 1);
    }

    @Async
    public static Coroutine<Object> deeper_than_the_stack() {
        await(deep(300, new Tracked("dead")));
        await(Ask.of(""));
        return done();
    }

    private final Tracked field = new Tracked("field");

    @Async
    private Coroutine<Tracked> instance(Tracked unused, Tracked used) {
        await(Ask.of("field used"));
        Log.say(used.name());
        await(Ask.of("field"));
        return done(field);
    }

    @Async
    public static Coroutine<Object> with_a_receiver() {
        Coroutine<Tracked> kept = new Coroutines().instance(new Tracked("unused"), new Tracked("used"));
        Tracked value = await(kept);
        await(Ask.of("field"));
        Log.say(value.name());
        await(Ask.of(""));
        Log.say(kept == null);
        return done();
    }

    public static Coroutine<Object> that_are_lambdas() {
        Tracked captured = new Tracked("captured");
        Function<Tracked, Coroutine<Object>> lambda = used -> {
            await(Ask.of("captured used"));
            Log.say(used.name());
            await(Ask.of("captured"));
            Log.say(captured.name());
            await(Ask.of(""));
            return done();
        };
        return lambda.apply(new Tracked("used"));
    }
}
