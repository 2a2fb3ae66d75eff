package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A generator that is made and drained in one method, so that the compiler may dissolve it. Per element. */
@OperationsPerInvocation(Local.COUNT)
public class Local extends Timed {
    static final int COUNT = 1_000;

    @Benchmark
    public long fermata() {
        Generator<Integer, Void, Void> items = FermataKinds.range(COUNT);
        long sum = 0;
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
        return sum;
    }

    @Benchmark
    public long fermataInForLoop() {
        long sum = 0;
        for (int item : FermataKinds.range(COUNT)) {
            sum += item;
        }
        return sum;
    }

    @Benchmark
    public long byHand() {
        Iterator<Integer> items = ByHandKinds.range(COUNT);
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return sum;
    }

    @Benchmark
    public long kotlin() {
        Iterator<Integer> items = KotlinKinds.range(COUNT);
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return sum;
    }
}
