package dev.fermata.samples.blocking;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.ArrayList;
import java.util.List;

/** As in {@link PoolMap}, from a coroutine: the pool is an executor, and the loop goes on while it works. */
public final class PoolInLoop {
    private PoolInLoop() {}

    public static void main(String[] args) {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            Asyncio.run(count(pool));
        }
    }

    @Async
    static Coroutine<Void> count(ProcessPoolExecutor pool) {
        List<Future<Long>> calls = new ArrayList<>();
        for (long number : List.of(1L, 3L, 5L, 22L, 100_000_000L)) {
            calls.add(runInExecutor(pool, () -> BusyWork.count(number)));
        }
        System.out.println("the loop goes on");
        System.out.println("counted to " + await(gather(calls)));
        return done();
    }
}
