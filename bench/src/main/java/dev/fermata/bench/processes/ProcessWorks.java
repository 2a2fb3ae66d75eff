package dev.fermata.bench.processes;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Measures the pool of processes: a program, because JMH measures what happens within one JVM. The same tasks run on a pool
 * of threads and, where there is a {@code python3}, on CPython's pool of processes.
 */
public final class ProcessWorks {
    static final int WORKERS = 2;
    static final int ROUND_TRIPS = 20_000;
    static final int TASKS = 100_000;
    static final int SIZE = 100_000_000;

    private ProcessWorks() {}

    /** A task as it goes to any of the pools. */
    private interface Work<T extends @Nullable Object> extends Callable<T>, Serializable {}

    private interface Round {
        void run() throws InterruptedException, ExecutionException;
    }

    /**
     * Measures and prints the table.
     *
     * @throws InterruptedException never
     * @throws IOException if a bare JVM cannot be started
     * @throws ExecutionException if a task fails
     */
    public static void run() throws InterruptedException, IOException, ExecutionException {
        Figures processes = measure(ProcessPoolExecutor::new);
        Figures threads = measure(Executors::newFixedThreadPool);
        Figures python = Python.measure();
        System.out.println("\nprocesses on " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.version") + ", " + WORKERS + " workers, the best of some rounds\n");
        System.out.println("| work | Fermata | thread pool | CPython |\n|---|---|---|---|");
        row("round trip of an empty task, us", processes.roundTrip(), threads.roundTrip(), python, 0, 1e6);
        row("100,000 small tasks, in a second", processes.tasks(), threads.tasks(), python, 1, TASKS);
        row("start: pool to first value, ms", processes.start(), threads.start(), python, 2, 1e3);
        row("100 MB argument, ms", processes.argument(), threads.argument(), python, 3, 1e3);
        row("100 MB value, ms", processes.result(), threads.result(), python, 4, 1e3);
        System.out.printf(Locale.ROOT, "%nA bare JVM starts and ends in %.0f ms.%n", BareJvm.seconds() * 1e3);
    }

    /** {@code scale} is what one second is, or for work 1 how many tasks there are in all. */
    private static void row(String name, double own, double threads, @Nullable Figures python, int work, double scale) {
        double third = python == null
                ? Double.NaN
                : switch (work) {
                    case 0 -> python.roundTrip();
                    case 1 -> python.tasks();
                    case 2 -> python.start();
                    case 3 -> python.argument();
                    default -> python.result();
                };
        System.out.println("| " + name + " | " + cell(own, work, scale) + " | " + cell(threads, work, scale) + " | "
                + (python == null ? "" : cell(third, work, scale)) + " |");
    }

    private static String cell(double seconds, int work, double scale) {
        return work == 1
                ? String.format(Locale.ROOT, "%,.0f", scale / seconds)
                : String.format(Locale.ROOT, "%,.1f", seconds * scale);
    }

    private interface Pools {
        ExecutorService make(int workers);
    }

    private static Figures measure(Pools pools) throws InterruptedException, ExecutionException {
        double start = best(5, () -> {
            ExecutorService one = pools.make(1);
            Object unused = one.submit((Work<@Nullable Object>) () -> null).get();
            one.shutdown();
        });
        ExecutorService pool = pools.make(WORKERS);
        try {
            double roundTrip = best(10, () -> {
                        for (int i = 0; i < ROUND_TRIPS / 10; i++) {
                            Object unused = pool.submit((Work<@Nullable Object>) () -> null)
                                    .get();
                        }
                    })
                    / (ROUND_TRIPS / 10);
            double tasks = best(5, () -> many(pool));
            double argument = best(5, () -> {
                byte[] large = new byte[SIZE];
                check(SIZE, pool.submit((Work<Integer>) () -> large.length).get());
            });
            double result = best(
                    5,
                    () -> check(
                            SIZE,
                            pool.submit((Work<byte[]>) () -> new byte[SIZE]).get().length));
            return new Figures(roundTrip, tasks, start, argument, result);
        } finally {
            pool.shutdown();
        }
    }

    private static void many(ExecutorService pool) throws InterruptedException, ExecutionException {
        List<Future<Integer>> futures = new ArrayList<>(TASKS);
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            futures.add(pool.submit((Work<Integer>) () -> number));
        }
        for (int i = 0; i < TASKS; i++) {
            check(i, futures.get(i).get());
        }
    }

    private static void check(int expected, int value) {
        if (value != expected) {
            throw new IllegalStateException("A task has returned " + value + " instead of " + expected + ".");
        }
    }

    /** The shortest of some rounds, in seconds. */
    private static double best(int rounds, Round round) throws InterruptedException, ExecutionException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < rounds; i++) {
            long begin = System.nanoTime();
            round.run();
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        return best;
    }
}
