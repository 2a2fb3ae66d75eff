package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A generator that stands in a field, and is drained by somebody who does not see how it was made. Per element. */
@OperationsPerInvocation(Escaped.COUNT)
public class Escaped extends Timed {
    static final int COUNT = 1_000;

    private @Nullable Generator<Integer, Void, Void> generator;
    private @Nullable Iterator<Integer> iterator;

    @Benchmark
    public long fermata() {
        generator = FermataKinds.range(COUNT);
        return drainGenerator();
    }

    @Benchmark
    public long byHand() {
        iterator = ByHandKinds.range(COUNT);
        return drainIterator();
    }

    @Benchmark
    public long kotlin() {
        iterator = KotlinKinds.range(COUNT);
        return drainIterator();
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long drainGenerator() {
        Generator<Integer, Void, Void> items = generator;
        long sum = 0;
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
        return sum;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private long drainIterator() {
        Iterator<Integer> items = iterator;
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return sum;
    }
}
