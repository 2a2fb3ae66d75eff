package awaits.leaks;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;
import dev.fermata.weaver.harness.Tracked;

/** What asynchronous generators hold, and who takes their items. */
public class Items {
    @Async
    private static AsyncGenerator<Tracked, Tracked> items(String held, Tracked kept) {
        for (int i = 0; i < 2; i++) {
            await(Ask.of("kept " + held));
            Tracked sent = AsyncGenerator.yield(new Tracked("item"));
            Log.say(sent == null);
        }
        Log.say(kept.name());
        await(Ask.of(held));
        return done();
    }

    @Async
    public static Coroutine<Object> that_are_kept() {
        AsyncGenerator<Tracked, Tracked> items = items("local", new Tracked("kept"));
        Tracked local = new Tracked("local");
        Tracked item = await(items.nextOr(null));
        while (item != null) {
            await(Ask.of("item kept local"));
            Log.say(item.name());
            item = await(items.sendOr(new Tracked("answer"), null));
        }
        Log.say(local.name());
        await(Ask.of(""));
        Log.say(items == null);
        return done();
    }

    @Async
    private static Coroutine<Tracked> first(AsyncGenerator<Tracked, Tracked> items, Tracked inside) {
        Tracked first = await(items.next());
        Log.say(inside.name());
        return done(first);
    }

    @Async
    public static Coroutine<Object> whose_consumer_is_over() {
        AsyncGenerator<Tracked, Tracked> items = items("inside", new Tracked("kept"));
        Tracked item = await(first(items, new Tracked("inside")));
        Log.say(item.name());
        await(Ask.of("kept"));
        await(items.close());
        await(Ask.of(""));
        Log.say(items == null);
        return done();
    }

    @Async
    public static Coroutine<Object> that_are_closed_before_they_begin() {
        AsyncGenerator<Tracked, Tracked> items = items("", new Tracked("kept"));
        await(Ask.of("kept"));
        await(items.close());
        await(Ask.of(""));
        Log.say(items == null);
        return done();
    }

    @Async
    private static AsyncGenerator<Tracked, Tracked> failing(Tracked kept) {
        AsyncGenerator.yield(kept);
        throw kept;
    }

    @Async
    public static Coroutine<Object> that_have_failed() {
        AsyncGenerator<Tracked, Tracked> items = failing(new Tracked("kept"));
        await(items.next());
        await(Ask.of("kept"));
        try {
            await(items.next());
        } catch (Tracked expected) {
            Log.say(expected.name());
        }
        await(Ask.of(""));
        Log.say(items == null);
        return done();
    }
}
