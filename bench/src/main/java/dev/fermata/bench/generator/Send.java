package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** As {@link Escaped}, but a number goes in by {@code send} each time, and the total so far comes back. Per number. */
@OperationsPerInvocation(Send.COUNT)
public class Send extends Timed {
    static final int COUNT = 1_000;

    private @Nullable Generator<Integer, Integer, Void> generator;
    private ByHandKinds.@Nullable RunningTotal byHand;
    private @Nullable KotlinSending<Integer, Integer> kotlin;

    @Benchmark
    public long fermata() {
        generator = FermataKinds.runningTotal();
        generator.next();
        return sendToGenerator();
    }

    @Benchmark
    public long byHand() {
        byHand = new ByHandKinds.RunningTotal();
        return sendByHand();
    }

    @Benchmark
    public long kotlin() {
        kotlin = KotlinKinds.runningTotal();
        return sendToKotlin();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long sendToGenerator() {
        Generator<Integer, Integer, Void> totals = generator;
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += totals.send(i);
        }
        return sum;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long sendByHand() {
        ByHandKinds.RunningTotal totals = byHand;
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += totals.send(i);
        }
        return sum;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long sendToKotlin() {
        KotlinSending<Integer, Integer> totals = kotlin;
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += totals.send(i);
        }
        return sum;
    }
}
