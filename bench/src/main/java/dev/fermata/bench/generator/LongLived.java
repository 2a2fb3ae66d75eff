package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A generator without an end, which stands in a field for ever. Per element.
 *
 * <p>It is an old object to the garbage collector. Storing a young one in it, such as an item that was looked at ahead, is
 * dear.
 */
@OperationsPerInvocation(LongLived.COUNT)
public class LongLived extends Timed {
    static final int COUNT = 1_000;

    /** A generator by Fermata. */
    @State(Scope.Thread)
    public static class Fermata {
        private final Generator<Integer, Void, Void> items = FermataKinds.numbers();

        @Setup
        public void makeOld() {
            System.gc();
        }
    }

    /** The iterators. */
    @State(Scope.Thread)
    public static class Iterators {
        private final Iterator<Integer> byHand = ByHandKinds.numbers();
        private final Iterator<Integer> kotlin = KotlinKinds.numbers();

        @Setup
        public void makeOld() {
            System.gc();
        }
    }

    @Benchmark
    public long fermata(Fermata fermata) {
        Generator<Integer, Void, Void> items = fermata.items;
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += items.next();
        }
        return sum;
    }

    @Benchmark
    public long byHand(Iterators iterators) {
        return take(iterators.byHand);
    }

    @Benchmark
    public long kotlin(Iterators iterators) {
        return take(iterators.kotlin);
    }

    private static long take(Iterator<Integer> items) {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += items.next();
        }
        return sum;
    }
}
