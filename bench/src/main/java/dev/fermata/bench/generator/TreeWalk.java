package dev.fermata.bench.generator;

import dev.fermata.Generator;
import dev.fermata.bench.Timed;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A balanced tree, walked by a generator per node that delegates to those of the subtrees. Per node. */
@OperationsPerInvocation(TreeWalk.NODES)
public class TreeWalk extends Timed {
    static final int LEVELS = 15;
    static final int NODES = (1 << LEVELS) - 1;

    private final Tree tree = Tree.balanced(LEVELS);

    @Benchmark
    public long fermata() {
        return drain(FermataKinds.inOrder(tree));
    }

    @Benchmark
    public long fermataTail() {
        return drain(FermataKinds.inOrderTail(tree));
    }

    @Benchmark
    public long byHand() {
        return drain(ByHandKinds.inOrder(tree));
    }

    @Benchmark
    public long kotlin() {
        return drain(KotlinTrees.inOrder(tree));
    }

    @Benchmark
    public long kotlinYieldAll() {
        return drain(KotlinTrees.inOrderByYieldAll(tree));
    }

    static long drain(Generator<Integer, Void, Void> items) {
        long sum = 0;
        Integer item;
        while ((item = items.nextOr(null)) != null) {
            sum += item;
        }
        return sum;
    }

    static long drain(Iterator<Integer> items) {
        long sum = 0;
        while (items.hasNext()) {
            sum += items.next();
        }
        return sum;
    }
}
