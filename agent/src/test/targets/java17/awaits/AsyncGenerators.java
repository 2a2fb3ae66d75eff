package awaits;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.StopAsyncIteration;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;

/** Asynchronous generators: yields and awaits in one body, and in bodies that use each other. */
public class AsyncGenerators {
    @Async
    public static AsyncGenerator<Object, Object> inTurn() {
        long wide = 1L << 40;
        for (int i = 0; i < 3; i++) {
            Object answer = await(Ask.of(i));
            Object sent = AsyncGenerator.yield("item " + i + " " + answer + " " + wide);
            Log.say(sent);
            wide += await(Ask.<Integer>of(i));
        }
        return done();
    }

    @Async
    public static AsyncGenerator<Object, Object> inOneExpression() {
        String text = await(Ask.of("a")) + "," + AsyncGenerator.yield("b") + "," + await(Ask.of("c"));
        AsyncGenerator.yield(new StringBuilder(text).append(AsyncGenerator.<Object>yield("d")).append(await(Ask.<String>of("e"))));
        return null;
    }

    @Async
    public static AsyncGenerator<Object, Object> cleaningUp() {
        try {
            try {
                AsyncGenerator.yield(1);
                await(Ask.of("inside"));
            } finally {
                Log.say("first " + await(Ask.of("in finally")));
            }
        } catch (IllegalArgumentException e) {
            AsyncGenerator.yield("caught " + e.getMessage());
        } finally {
            Log.say("second");
        }
        return done();
    }

    @Async
    public static AsyncGenerator<Object, Object> yieldingWhileItIsClosed() {
        try {
            AsyncGenerator.yield(1);
        } finally {
            AsyncGenerator.yield("not now");
        }
        return done();
    }

    @Async
    public static AsyncGenerator<Object, Object> empty() {
        return done();
    }

    @Async
    private static AsyncGenerator<Integer, Integer> numbers(int end) {
        for (int i = 0; i < end; i++) {
            Integer sent = AsyncGenerator.yield(i);
            if (sent != null) {
                i += await(Ask.<Integer>of(sent));
            }
        }
        return done();
    }

    @Async
    public static AsyncGenerator<Object, Object> ofAnother() {
        AsyncGenerator<Integer, Integer> numbers = numbers(6);
        int item = await(numbers.next());
        while (item >= 0) {
            Object sent = AsyncGenerator.yield(item);
            item = await(sent instanceof Integer number ? numbers.sendOr(number, -1) : numbers.nextOr(-1));
        }
        await(numbers.close());
        return done();
    }

    @Async
    public static Coroutine<Object> aConsumer() {
        AsyncGenerator<Integer, Integer> numbers = numbers(4);
        int sum = 0;
        try {
            while (true) {
                sum += await(numbers.next());
                await(Ask.of(sum));
            }
        } catch (StopAsyncIteration end) {
            return done(sum);
        }
    }

    @Async
    public static Coroutine<Object> misuse() {
        AsyncGenerator<Integer, Integer> numbers = numbers(2);
        try {
            await(numbers.send(5));
        } catch (IllegalStateException early) {
            Log.say(early);
        }
        try {
            await(numbers.throw_(new IllegalArgumentException("before the start")));
        } catch (IllegalArgumentException expected) {
            Log.say(await(numbers.nextOr(-1)));
        }
        return done(await(Ask.of("end")));
    }
}
