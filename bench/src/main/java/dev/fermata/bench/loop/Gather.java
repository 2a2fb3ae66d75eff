package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Waits for a hundred trivial coroutines at once. Per hundred. */
@OperationsPerInvocation(Gather.ROUNDS)
public class Gather extends Looped {
    static final int ROUNDS = 100;
    static final int EACH = 100;

    @Benchmark
    public long fermata() {
        return loop.runUntilComplete(FermataTasks.gathering(ROUNDS, EACH));
    }

    @Benchmark
    public long kotlin() {
        return KotlinTasks.gathering(ROUNDS, EACH);
    }
}
