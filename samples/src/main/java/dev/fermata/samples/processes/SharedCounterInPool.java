package dev.fermata.samples.processes;

import dev.fermata.concurrent.ProcessPoolExecutor;
import dev.fermata.process.SharedLong;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A shared counter that the initializer of a pool hands to every worker. All tasks count, whichever worker runs them. */
public final class SharedCounterInPool {
    private static final int TASKS = 20;
    private static final int PER_TASK = 1_000;

    private static SharedLong counter; // of this process; in a worker, as the initializer has set it

    private SharedCounterInPool() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        try (SharedLong total = SharedLong.create(0);
                ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                        .maxWorkers(2)
                        .initializer(() -> counter = total)
                        .build()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (int i = 0; i < TASKS; i++) {
                tasks.add(pool.submit(() -> count()));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            System.out.println(TASKS + " tasks counted to " + total.get());
        }
    }

    private static void count() {
        for (int i = 0; i < PER_TASK; i++) {
            counter.incrementAndGet();
        }
    }
}
