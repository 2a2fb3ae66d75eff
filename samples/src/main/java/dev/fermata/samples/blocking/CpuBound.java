package dev.fermata.samples.blocking;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.concurrent.ProcessPoolExecutor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Twenty sums of squares, in four ways: one after the other, on threads, in processes, and by coroutines alone.
 *
 * <p>Coroutines alone are no faster than one after the other. They take turns on one thread, and so on one core: that helps
 * when they wait, and a sum never waits. Threads are as fast as processes, for those of Java use all cores; and they need no
 * time to start. Processes are for work that may crash, has to be stopped, or needs a memory of its own.
 */
public final class CpuBound {
    private static final int SUMS = 20;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final int terms;
    private double serialSeconds;

    private CpuBound(int terms) {
        this.terms = terms;
    }

    /** Called with how many terms the first sum has; each one after it has one more. */
    public static void main(String[] args) {
        CpuBound sums = new CpuBound(args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]));
        System.out.println("                 seconds  times as fast");
        sums.measure("serially", sums::serially);
        sums.measure("thread pool", () -> Asyncio.run(sums.onThreads()));
        sums.measure("process pool", () -> Asyncio.run(sums.inProcesses()));
        List<BigInteger> last = sums.measure("coroutines alone", () -> Asyncio.run(sums.byCoroutines()));
        System.out.println("All sums are right, from " + last.get(0) + " to " + last.get(SUMS - 1) + ".");
        System.out.println("Threads and processes had " + CORES
                + " cores for it. Coroutines alone take turns on one thread," + " and a sum never waits.");
    }

    private List<BigInteger> measure(String way, Supplier<List<BigInteger>> computation) {
        long begin = System.nanoTime();
        List<BigInteger> sums = computation.get();
        double seconds = (System.nanoTime() - begin) / 1e9;
        for (int k = 0; k < SUMS; k++) {
            if (!sums.get(k).equals(rightSum(terms + k))) {
                throw new IllegalStateException(way + ": sum " + k + " is " + sums.get(k));
            }
        }
        if (serialSeconds == 0) {
            serialSeconds = seconds;
        }
        System.out.println(String.format(Locale.ROOT, "%-16s %7.2f %8.2f", way, seconds, serialSeconds / seconds));
        return sums;
    }

    /** By the formula: n (n - 1) (2 n - 1) / 6. */
    private static BigInteger rightSum(int n) {
        return BigInteger.valueOf(n)
                .multiply(BigInteger.valueOf(n - 1L))
                .multiply(BigInteger.valueOf(2L * n - 1))
                .divide(BigInteger.valueOf(6));
    }

    private static ProgressBar bar(String way) {
        return new ProgressBarBuilder()
                .setTaskName(way)
                .setInitialMax(SUMS)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(System.err, 79))
                .build();
    }

    private List<BigInteger> serially() {
        List<BigInteger> sums = new ArrayList<>();
        try (ProgressBar bar = bar("serially")) {
            for (int k = 0; k < SUMS; k++) {
                sums.add(BusyWork.sumOfSquares(terms + k));
                bar.step();
            }
        }
        return sums;
    }

    @Async
    private Coroutine<List<BigInteger>> onThreads() {
        ExecutorService threads = Executors.newFixedThreadPool(CORES);
        try {
            return done(await(inExecutor(threads, "thread pool")));
        } finally {
            threads.shutdown();
        }
    }

    @Async
    private Coroutine<List<BigInteger>> inProcesses() {
        // A worker has one thread at work. The simplest collector suits that: the others take time of the cores for
        // theirs.
        try (ProcessPoolExecutor processes = ProcessPoolExecutor.builder()
                .maxWorkers(CORES)
                .jvmOptions("-XX:+UseSerialGC")
                .build()) {
            return done(await(inExecutor(processes, "process pool")));
        }
    }

    /** The same code for both: threads and processes are executors. The loop has nothing to do but to show the progress. */
    @Async
    private Coroutine<List<BigInteger>> inExecutor(ExecutorService executor, String way) {
        List<Future<BigInteger>> calls = new ArrayList<>();
        try (ProgressBar bar = bar(way)) {
            for (int k = 0; k < SUMS; k++) {
                Future<BigInteger> call = runInExecutor(executor, BusyWork.summing(terms + k));
                call.addDoneCallback(done -> bar.step());
                calls.add(call);
            }
            return done(await(gather(calls)));
        }
    }

    @Async
    private Coroutine<List<BigInteger>> byCoroutines() {
        List<Coroutine<BigInteger>> sums = new ArrayList<>();
        try (ProgressBar bar = bar("coroutines alone")) {
            for (int k = 0; k < SUMS; k++) {
                sums.add(sum(terms + k, bar));
            }
            return done(await(gather(sums)));
        }
    }

    @Async
    private static Coroutine<BigInteger> sum(int n, ProgressBar bar) {
        BigInteger sum = BusyWork.sumOfSquares(n);
        bar.step();
        return done(sum);
    }
}
