package dev.fermata.bench.awaiting;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** The chain of {@link Chain} by methods that a subclass may override, though none does. */
class OpenChain {
    @Async
    Coroutine<Long> sum(int count, int mask) {
        long sum = 0;
        for (int n = 1; n <= count; n++) {
            sum += await(one(n, mask));
        }
        return done(sum);
    }

    @Async
    Coroutine<Integer> one(int n, int mask) {
        return done(await(two(n, mask)) ^ n << 1);
    }

    @Async
    Coroutine<Integer> two(int n, int mask) {
        return done(await(three(n, mask)) ^ n << 2);
    }

    @Async
    Coroutine<Integer> three(int n, int mask) {
        return done(await(four(n, mask)) ^ n << 3);
    }

    @Async
    Coroutine<Integer> four(int n, int mask) {
        return done(await(five(n, mask)) ^ n << 4);
    }

    @Async
    Coroutine<Integer> five(int n, int mask) {
        return done(await(six(n, mask)) ^ n << 5);
    }

    @Async
    Coroutine<Integer> six(int n, int mask) {
        return done(await(seven(n, mask)) ^ n << 6);
    }

    @Async
    Coroutine<Integer> seven(int n, int mask) {
        return done(await(eight(n, mask)) ^ n << 7);
    }

    @Async
    Coroutine<Integer> eight(int n, int mask) {
        return done(await(nine(n, mask)) ^ n << 8);
    }

    @Async
    Coroutine<Integer> nine(int n, int mask) {
        return done(await(ten(n, mask)) ^ n << 9);
    }

    @Async
    Coroutine<Integer> ten(int n, int mask) {
        if ((n & mask) == 0) {
            await(sleep(ZERO));
        }
        return done(n);
    }
}
