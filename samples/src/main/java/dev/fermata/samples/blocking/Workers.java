package dev.fermata.samples.blocking;

import dev.fermata.concurrent.ProcessPoolExecutor;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** The worker processes of a pool. */
final class Workers {
    private Workers() {}

    /** Waits until all workers of a pool have started, so that what follows shows the work and not the start. */
    static Set<Long> awaitAll(ProcessPoolExecutor pool, int count) {
        Set<Long> processes = new TreeSet<>();
        while (processes.size() < count) {
            for (long process : pool.map(milliseconds -> sleep(milliseconds), Collections.nCopies(count, 100))) {
                processes.add(process);
            }
        }
        return processes;
    }

    /** Sleeps, and returns the id of this process. */
    static long sleep(int milliseconds) throws InterruptedException {
        Thread.sleep(milliseconds);
        return ProcessHandle.current().pid();
    }
}
