package awaits;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that start when they are called, and return futures of the JDK. */
public class Futures {
    @Async
    private static CompletableFuture<Integer> sum(int a, long b) {
        Log.say("starts at once");
        int first = await(Ask.<Integer>stage(a));
        Log.say("goes on");
        return done(first + (int) (long) await(Ask.<Long>stage(b)));
    }

    @Async
    public static CompletableFuture<Object> oneAfterTheOther() {
        return done(await(sum(1, 2)) + await(sum(3, 4)));
    }

    @Async
    public static CompletableFuture<Object> besideEachOther() {
        CompletableFuture<Integer> one = sum(1, 2);
        CompletableFuture<Integer> two = sum(3, 4);
        Log.say("both have started");
        return done(await(one) * 10 + await(two));
    }

    @Async
    public static Coroutine<Object> awaitedByACoroutine() {
        CompletableFuture<Integer> started = sum(5, 6);
        Object between = await(Ask.stage("between"));
        return done(between + "," + await(started));
    }

    @Async
    private static CompletionStage<String> failing(int how) throws IOException {
        try {
            if (how == 1) {
                throw new IOException("before");
            }
            await(Ask.stage("how"));
            if (how == 2) {
                throw new IOException("after");
            }
            return done("well");
        } finally {
            Log.say("finally " + how);
        }
    }

    @Async
    public static CompletionStage<Object> failures() {
        String all = "";
        for (int how = 0; how < 3; how++) {
            try {
                all += await(failing(how));
            } catch (IOException expected) {
                all += expected.getMessage();
            }
        }
        return done(all);
    }

    @Async
    private static Coroutine<Integer> coroutine(int value) {
        return done(value + await(Ask.<Integer>stage(value)));
    }

    @Async
    public static CompletableFuture<Object> awaitingACoroutine() {
        return done(await(coroutine(1)) + await(coroutine(2)));
    }

    @Async
    private static CompletableFuture<Integer> handingOver(int value) {
        return value == 0 ? null : value == 1 ? CompletableFuture.completedFuture(1) : sum(value, value);
    }

    @Async
    public static CompletableFuture<Object> tails() {
        return done(await(handingOver(0)) + "," + await(handingOver(1)) + "," + await(handingOver(2)));
    }
}
