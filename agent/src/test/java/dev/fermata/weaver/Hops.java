package dev.fermata.weaver;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.woven.Awaits;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Coroutines of another class than those that await them. */
public final class Hops {
    private Hops() {}

    /** Lets the loop go round once. */
    @Async
    public static Coroutine<Void> hop() {
        await(Awaits.HOP);
        return done();
    }

    /** Passes a stop. */
    @Async
    public static Coroutine<Object> stop(Object value, int place) {
        return done(await(Stops.future(value, place)));
    }

    /** Calls a method on the loop, and awaits what it has made: the value, or the last item of an asynchronous generator. */
    @Async
    public static Coroutine<Object> finish(Callable<?> call) throws Exception {
        Object made = call.call();
        if (made instanceof CompletionStage<?> stage) {
            return done(await(stage));
        } else if (made instanceof Coroutine<?> coroutine) {
            return done(await(coroutine));
        }
        @SuppressWarnings("unchecked")
        AsyncGenerator<Object, ?> items = (AsyncGenerator<Object, ?>) made;
        var end = new Object();
        Object last = null;
        for (Object item = await(items.nextOr(end)); item != end; item = await(items.nextOr(end))) {
            last = item;
        }
        return done(last);
    }
}
