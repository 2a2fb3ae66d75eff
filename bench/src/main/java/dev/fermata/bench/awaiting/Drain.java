package dev.fermata.bench.awaiting;

import dev.fermata.bench.Looped;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** All items of an asynchronous generator; of Kotlin, of a flow. Per item. */
@OperationsPerInvocation(Drain.COUNT)
public class Drain extends Looped {
    static final int COUNT = 10_000;

    /** How often an item takes a turn of the loop. */
    @Param({"never", "always"})
    public String suspends;

    /** Items that have none of these bits take one. */
    private int mask;

    @Setup
    public void choose() {
        mask = suspends.equals("never") ? -1 : 0;
    }

    @Benchmark
    public long fermata() {
        return loop.runUntilComplete(FermataAwaits.drain(FermataAwaits.numbers(COUNT, mask)));
    }

    @Benchmark
    public long fermataForEach() {
        return loop.runUntilComplete(FermataAwaits.drainByForEach(FermataAwaits.numbers(COUNT, mask)));
    }

    @Benchmark
    public long kotlin() {
        return KotlinAwaits.drain(COUNT, mask);
    }
}
