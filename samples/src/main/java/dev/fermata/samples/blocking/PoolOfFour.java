package dev.fermata.samples.blocking;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Five tasks on four workers: the fifth waits until one of them has time for it.
 *
 * <p>What a task prints appears here as soon as the line is complete, and never among its results.
 */
public final class PoolOfFour {
    private PoolOfFour() {}

    public static void main(String[] args) throws InterruptedException {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(4);
        Workers.awaitAll(pool, 4);
        List<CompletableFuture<Long>> tasks = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            int number = i;
            tasks.add(pool.submit(() -> work(number)));
        }
        System.out.println("five tasks are submitted");
        pool.shutdown();
        if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the workers have not ended");
        }
        Set<Long> processes = new HashSet<>();
        tasks.forEach(task -> processes.add(task.join()));
        System.out.println("all are done, by " + processes.size() + " processes, which have ended");
    }

    private static long work(int number) throws InterruptedException {
        long process = ProcessHandle.current().pid();
        System.out.println("task " + number + " begins in process " + process);
        Thread.sleep(500);
        System.out.println("task " + number + " ends in process " + process);
        return process;
    }
}
