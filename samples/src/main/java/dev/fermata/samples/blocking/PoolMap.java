package dev.fermata.samples.blocking;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.List;

/**
 * A process pool counts to each number of a list. {@code map} has the results in the order of the list, and
 * {@code mapAsCompleted} as they come in: the long one does not hold up the others.
 */
public final class PoolMap {
    private PoolMap() {}

    public static void main(String[] args) {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            Workers.awaitAll(pool, 2);
            System.out.println("in order:");
            for (long counted : pool.map(BusyWork::count, List.of(1L, 3L, 5L, 22L, 100_000_000L))) {
                System.out.println("counted to " + counted);
            }
            System.out.println("as completed, with the long one first:");
            for (long counted : pool.mapAsCompleted(BusyWork::count, List.of(100_000_000L, 1L, 3L, 5L, 22L))) {
                System.out.println("counted to " + counted);
            }
        }
    }
}
