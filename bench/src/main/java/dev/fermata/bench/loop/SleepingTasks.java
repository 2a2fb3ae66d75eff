package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How much memory a sleeping task takes: what the heap has grown by when a million of them sleep, after a collection. */
@BenchmarkMode(Mode.SingleShotTime)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class SleepingTasks extends Looped {
    private static final int COUNT = 1_000_000;

    /** Sums over all runs, from which the table takes the memory of one object. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Held {
        public long heldBytes;
        public long heldObjects;

        @Setup
        public void reset() {
            heldBytes = 0;
            heldObjects = 0;
        }

        private void add(long bytes) {
            heldBytes += bytes;
            heldObjects += COUNT;
        }
    }

    @Benchmark
    public void fermata(Held held) {
        held.add(loop.runUntilComplete(FermataTasks.sleeping(COUNT, SleepingTasks::heap)));
    }

    @Benchmark
    public void kotlin(Held held) {
        held.add(KotlinTasks.sleeping(COUNT, SleepingTasks::heap));
    }

    @Benchmark
    public void virtualThread(Held held) throws InterruptedException {
        Thread[] threads = new Thread[COUNT];
        long before = heap();
        for (int i = 0; i < COUNT; i++) {
            threads[i] = VirtualThreads.start(SleepingTasks::sleep);
        }
        for (Thread thread : threads) {
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        held.add(heap() - before);
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.HOURS.sleep(1);
        } catch (InterruptedException e) {
            // It was measured.
        }
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
