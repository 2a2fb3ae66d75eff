package dev.fermata.bench.awaiting;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/** The loops of {@link WovenLoop} as coroutines. */
final class FermataLoops {
    private FermataLoops() {}

    /** Awaits a call for each number. It never suspends. */
    @Async
    static Coroutine<Long> checked(int[] numbers) {
        long sum = 0;
        for (int number : numbers) {
            sum = 31 * sum + await(check(number));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> check(int number) {
        if (number < 0) {
            await(sleep(ZERO));
        }
        return done(number >> 1);
    }

    /** Lets the loop turn at the numbers that are greater than all before them. */
    @Async
    static Coroutine<Long> maxima(int[] numbers) {
        long sum = 0;
        int max = -1;
        for (int number : numbers) {
            if (number > max) {
                max = number;
                sum += number;
                await(sleep(ZERO));
            }
        }
        return done(sum);
    }

    /** Lets the loop turn after each row. */
    @Async
    static Coroutine<Long> sums(int[][] rows) {
        long sum = 0;
        for (int[] row : rows) {
            int rowSum = 0;
            for (int number : row) {
                rowSum += number;
            }
            sum = 31 * sum + rowSum;
            await(sleep(ZERO));
        }
        return done(sum);
    }

    /** Lets the loop turn at each negative number. */
    @Async
    static Coroutine<Long> marks(int[][] rows) {
        long total = 0;
        int sum = 0;
        for (int[] row : rows) {
            for (int number : row) {
                sum += number;
                if (number < 0) {
                    total = 31 * total + sum;
                    await(sleep(ZERO));
                }
            }
        }
        return done(total);
    }
}
