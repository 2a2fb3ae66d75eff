package dev.fermata.samples.documents;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.runInExecutor;

import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.concurrent.ProcessPoolExecutor;

/** Work for two cores, in processes. */
final class Sums {
    private Sums() {}

    private static long sumOfSquares(int end) {
        long sum = 0;
        for (int i = 0; i < end; i++) {
            sum += (long) i * i;
        }
        return sum;
    }

    @Async
    static Coroutine<Void> sums(ProcessPoolExecutor pool) {
        Future<Long> small = runInExecutor(pool, () -> sumOfSquares(1_000));
        Future<Long> large = runInExecutor(pool, () -> sumOfSquares(1_000_000));
        System.out.println(await(gather(small, large)));
        return done();
    }

    public static void main(String[] args) {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            run(sums(pool));
        }
    }
}
