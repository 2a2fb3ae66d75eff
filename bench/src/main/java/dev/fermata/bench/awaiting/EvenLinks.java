package dev.fermata.bench.awaiting;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** The other half of {@link OddLinks}. */
final class EvenLinks {
    private EvenLinks() {}

    @Async
    static Coroutine<Integer> two(int n, int mask) {
        return done(await(OddLinks.three(n, mask)) ^ n << 2);
    }

    @Async
    static Coroutine<Integer> four(int n, int mask) {
        return done(await(OddLinks.five(n, mask)) ^ n << 4);
    }

    @Async
    static Coroutine<Integer> six(int n, int mask) {
        return done(await(OddLinks.seven(n, mask)) ^ n << 6);
    }

    @Async
    static Coroutine<Integer> eight(int n, int mask) {
        return done(await(OddLinks.nine(n, mask)) ^ n << 8);
    }

    @Async
    static Coroutine<Integer> ten(int n, int mask) {
        if ((n & mask) == 0) {
            await(sleep(ZERO));
        }
        return done(n);
    }
}
