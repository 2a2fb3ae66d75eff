package awaits;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an await evaluates to: nulls, coroutines as values, values of two awaits that meet, and coroutines used twice. */
public class Values {
    @Async
    private static Coroutine<String> text(String text) {
        return done(text + await(Ask.of("asked")));
    }

    @Async
    private static Coroutine<Coroutine<String>> maker(String text, boolean pause) {
        if (pause) {
            await(Ask.of("pause"));
        }
        return done(text(text));
    }

    @Async
    private static Coroutine<Awaitable<String>> tailMaker(String text) {
        return done(Ask.<String>of(text));
    }

    @Async
    public static Coroutine<Object> aCoroutineAsAValue() {
        String result = await(await(maker("a", false))) + await(await(maker("b", true)));
        Coroutine<Coroutine<String>> object = maker("c", true);
        Coroutine<String> inner = await(object);
        return done(result + await(await(tailMaker("d"))) + await(inner));
    }

    @Async
    public static Coroutine<Object> oneThatIsAwaitedTwice() {
        Coroutine<String> coroutine = text("once ");
        Log.say(await(coroutine));
        try {
            return done(await(coroutine));
        } catch (IllegalStateException expected) {
            return done("not twice: " + await(text("")));
        }
    }

    @Async
    private static Coroutine<Object> nothing(int how) {
        if (how == 0) {
            return null;
        }
        return how == 1 ? done() : done(null);
    }

    @Async
    public static Coroutine<Object> nulls() {
        var all = new ArrayList<Object>();
        for (int i = 0; i < 3; i++) {
            all.add(await(nothing(i)));
            all.add(await(Ask.of(null)));
        }
        Awaitable<Object> none = null;
        try {
            await(none);
        } catch (NullPointerException expected) {
            all.add(expected.getMessage());
        }
        return done(all);
    }

    @Async
    private static Coroutine<Object> meeting(boolean first, boolean second) {
        Object value = first ? await(Ask.of("first")) : await(Ask.of("other"));
        Object same = second ? "constant" : await(Ask.of(value));
        Object last = second ? await(text("x")) : null;
        return done(List.of(String.valueOf(value), String.valueOf(same), String.valueOf(last)));
    }

    @Async
    public static Coroutine<Object> valuesThatMeet() {
        return done("" + await(meeting(true, true)) + await(meeting(true, false)) + await(meeting(false, true)));
    }

    @Async
    public static Coroutine<Object> conditions() {
        int count = 0;
        while (await(Ask.<Boolean>of(true)) && count < 3) {
            count += await(Ask.<Integer>of(1));
            if (await(Ask.<Boolean>of(false)) || !await(Ask.<Boolean>of(count < 2))) {
                break;
            }
        }
        assert await(Ask.<Boolean>of(true)) : await(Ask.of("false"));
        return done(count);
    }

    @Async
    public static Coroutine<Object> lambdas() {
        int[] captured = {1};
        Function<Integer, Coroutine<Integer>> add = number -> {
            captured[0] += await(Ask.<Integer>of(number));
            return done(captured[0]);
        };
        Supplier<Coroutine<String>> reference = () -> text("lambda ");
        Function<String, Coroutine<String>> method = Values::text;
        return done(await(add.apply(2)) + await(add.apply(3)) + await(reference.get()) + await(method.apply("ref ")));
    }

    @Async
    public static Coroutine<Object> stages() throws Exception {
        CompletableFuture<String> failed = new CompletableFuture<>();
        failed.completeExceptionally(new java.io.IOException("checked"));
        try {
            await(failed);
        } catch (Exception expected) {
            Log.say(expected);
        }
        String a = await(CompletableFuture.completedFuture("a"));
        return done(a + await(Ask.stage("b")) + await(Ask.stage("c").thenApply(value -> value + "'")));
    }
}
