package dev.fermata.bench.awaiting;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** The chain of {@link Chain} by static methods of two classes, in turn: the first, the third and so on. */
final class OddLinks {
    private OddLinks() {}

    @Async
    static Coroutine<Long> sum(int count, int mask) {
        long sum = 0;
        for (int n = 1; n <= count; n++) {
            sum += await(one(n, mask));
        }
        return done(sum);
    }

    @Async
    static Coroutine<Integer> one(int n, int mask) {
        return done(await(EvenLinks.two(n, mask)) ^ n << 1);
    }

    @Async
    static Coroutine<Integer> three(int n, int mask) {
        return done(await(EvenLinks.four(n, mask)) ^ n << 3);
    }

    @Async
    static Coroutine<Integer> five(int n, int mask) {
        return done(await(EvenLinks.six(n, mask)) ^ n << 5);
    }

    @Async
    static Coroutine<Integer> seven(int n, int mask) {
        return done(await(EvenLinks.eight(n, mask)) ^ n << 7);
    }

    @Async
    static Coroutine<Integer> nine(int n, int mask) {
        return done(await(EvenLinks.ten(n, mask)) ^ n << 9);
    }
}
