package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Tasks that do nothing: made and awaited one by one, or a thousand at once. Per task. */
@OperationsPerInvocation(Spawn.COUNT)
public class Spawn extends Looped {
    static final int COUNT = 1_000;

    private long threadSum;

    @Benchmark
    public long fermata() {
        return loop.runUntilComplete(FermataTasks.spawning(COUNT));
    }

    @Benchmark
    public long kotlin() {
        return KotlinTasks.spawning(COUNT);
    }

    @Benchmark
    public long kotlinLaunch() {
        return KotlinTasks.launching(COUNT);
    }

    /** From a virtual thread, as the others spawn from a coroutine. */
    @Benchmark
    public long virtualThread() {
        threadSum = 0;
        VirtualThreads.run(() -> {
            for (int i = 0; i < COUNT; i++) {
                int value = i;
                VirtualThreads.run(() -> threadSum += value);
            }
        });
        return threadSum;
    }

    @Benchmark
    public long fermataAll() {
        return loop.runUntilComplete(FermataTasks.spawningAll(COUNT));
    }

    @Benchmark
    public long kotlinAll() {
        return KotlinTasks.spawningAll(COUNT);
    }
}
