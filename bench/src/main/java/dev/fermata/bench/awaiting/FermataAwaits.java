package dev.fermata.bench.awaiting;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.concurrent.CompletableFuture;

/** The other coroutines that are measured. */
final class FermataAwaits {
    private static final int END = -1;

    private FermataAwaits() {}

    @Async
    static Coroutine<Long> sumOfDone(CompletableFuture<Integer> future, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(future);
        }
        return done(sum);
    }

    /** Numbers up to {@code count}; those that have none of the bits of {@code mask} come after a turn of the loop. */
    @Async
    static AsyncGenerator<Integer, Void> numbers(int count, int mask) {
        for (int n = 1; n <= count; n++) {
            if ((n & mask) == 0) {
                await(sleep(ZERO));
            }
            AsyncGenerator.yield(n);
        }
        return done();
    }

    @Async
    static Coroutine<Long> drain(AsyncGenerator<Integer, Void> items) {
        long sum = 0;
        int item;
        while ((item = await(items.nextOr(END))) != END) {
            sum += item;
        }
        return done(sum);
    }

    @Async
    static Coroutine<Long> drainByForEach(AsyncGenerator<Integer, Void> items) {
        long[] sum = new long[1];
        await(items.forEach(item -> sum[0] += item));
        return done(sum[0]);
    }
}
