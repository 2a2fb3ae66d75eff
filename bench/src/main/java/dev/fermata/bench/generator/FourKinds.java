package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Four kinds of generator and one consumer for all of them, which therefore cannot know what it resumes. Per element. */
@OperationsPerInvocation(4 * FourKinds.COUNT)
public class FourKinds extends Timed {
    static final int COUNT = 250;

    @Benchmark
    public long asGenerator() {
        return drain(FermataKinds.range(COUNT))
                + drain(FermataKinds.squares(COUNT))
                + drain(FermataKinds.fibonacci(COUNT))
                + drain(FermataKinds.collatz(COUNT));
    }

    @Benchmark
    public long asIterator() {
        return drain(FermataKinds.range(COUNT).iterator())
                + drain(FermataKinds.squares(COUNT).iterator())
                + drain(FermataKinds.fibonacci(COUNT).iterator())
                + drain(FermataKinds.collatz(COUNT).iterator());
    }

    @Benchmark
    public long byHand() {
        return drain(ByHandKinds.range(COUNT))
                + drain(ByHandKinds.squares(COUNT))
                + drain(ByHandKinds.fibonacci(COUNT))
                + drain(ByHandKinds.collatz(COUNT));
    }

    @Benchmark
    public long kotlin() {
        return drain(KotlinKinds.range(COUNT))
                + drain(KotlinKinds.squares(COUNT))
                + drain(KotlinKinds.fibonacci(COUNT))
                + drain(KotlinKinds.collatz(COUNT));
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static long drain(Generator<Integer, Void, Void> items) {
        long sum = 0;
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
        return sum;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private static long drain(Iterator<Integer> items) {
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return sum;
    }
}
