package dev.fermata.samples.blocking;

import static java.lang.System.nanoTime;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Two processes count, one to 100,000,000 and the other to twice as much. Both run at once, if there are two cores: together
 * they take as long as the longer one.
 */
public final class CountInProcesses {
    private CountInProcesses() {}

    /** What a process has done. */
    private record Count(long number, double seconds, long process) implements java.io.Serializable {}

    /** Called with how far the first one counts. */
    public static void main(String[] args) {
        long number = args.length == 0 ? 100_000_000 : Long.parseLong(args[0]);
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            Workers.awaitAll(pool, 2);
            long begin = nanoTime();
            CompletableFuture<Count> first = pool.submit(() -> count(number));
            CompletableFuture<Count> second = pool.submit(() -> count(2 * number));
            for (Count count : List.of(first.join(), second.join())) {
                print("process " + count.process() + " has counted to " + count.number(), count.seconds());
            }
            print("both together", seconds(begin));
        }
    }

    private static Count count(long limit) {
        long begin = nanoTime();
        return new Count(
                BusyWork.count(limit), seconds(begin), ProcessHandle.current().pid());
    }

    private static double seconds(long begin) {
        return (nanoTime() - begin) / 1e9;
    }

    private static void print(String what, double seconds) {
        System.out.println(String.format(Locale.ROOT, "%s: %.1f s", what, seconds));
    }
}
