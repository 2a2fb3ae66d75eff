package dev.fermata.bench.awaiting;

import dev.fermata.bench.Looped;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A future of the JDK that is done already is awaited again and again. Per await. */
@OperationsPerInvocation(DoneFuture.COUNT)
public class DoneFuture extends Looped {
    static final int COUNT = 10_000;

    private final CompletableFuture<Integer> future = CompletableFuture.completedFuture(1);

    @Benchmark
    public long fermata() {
        return loop.runUntilComplete(FermataAwaits.sumOfDone(future, COUNT));
    }

    @Benchmark
    public long byHand() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += future.join();
        }
        return sum;
    }

    @Benchmark
    public long kotlin() {
        return KotlinAwaits.sumOfDone(future, COUNT);
    }
}
