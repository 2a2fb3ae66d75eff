package dev.fermata.bench.awaiting;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Ten methods, of which each awaits the next and changes its value by a shift of its own, so that the compiler cannot make one
 * addition of all; the last one may let the loop turn once. Per call of the first.
 */
@OperationsPerInvocation(Chain.COUNT)
public class Chain extends Looped {
    static final int COUNT = 16_384;

    /** How often the last method suspends. */
    @Param({"never", "seldom", "always"})
    public String suspends;

    /** Calls whose number has none of these bits suspend. */
    private int mask;

    private final OpenChain open = new OpenChain();
    private final KotlinOpenChain kotlinOpen = new KotlinOpenChain();
    private final StageChain stages = new StageChain();
    private long threadSum;

    @Setup
    public void choose() {
        mask = switch (suspends) {
            case "never" -> -1;
            case "seldom" -> 1_023;
            default -> 0;
        };
    }

    @Benchmark
    public long fermata() {
        return loop.runUntilComplete(StaticChain.sum(COUNT, mask));
    }

    @Benchmark
    public long fermataAcross() {
        return loop.runUntilComplete(OddLinks.sum(COUNT, mask));
    }

    @Benchmark
    public long fermataOverridable() {
        return loop.runUntilComplete(open.sum(COUNT, mask));
    }

    @Benchmark
    public long plain() {
        return PlainChain.sum(COUNT, mask);
    }

    @Benchmark
    public long thenCompose() {
        return stages.sum(COUNT, mask);
    }

    @Benchmark
    public long kotlin() {
        return KotlinChain.sum(COUNT, mask);
    }

    @Benchmark
    public long kotlinOverridable() {
        return kotlinOpen.sum(COUNT, mask);
    }

    @Benchmark
    public long virtualThread() {
        VirtualThreads.run(() -> threadSum = PlainChain.sum(COUNT, mask));
        return threadSum;
    }
}
