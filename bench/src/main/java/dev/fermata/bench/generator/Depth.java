package dev.fermata.bench.generator;

import dev.fermata.bench.Timed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * A tree that leans to the right, so that the generator of each node delegates to the next: as many generators wait as
 * there are nodes above. Per node.
 */
@OperationsPerInvocation(Depth.COUNT)
public class Depth extends Timed {
    static final int COUNT = 10_000;

    @Param({"10", "10000"})
    public int depth;

    private Tree tree;

    @Setup
    public void plant() {
        tree = Tree.rightLeaning(depth);
    }

    @Benchmark
    public long fermata() {
        long sum = 0;
        for (int walks = COUNT / depth; walks > 0; walks--) {
            sum += TreeWalk.drain(FermataKinds.inOrder(tree));
        }
        return sum;
    }

    @Benchmark
    public long kotlin() {
        long sum = 0;
        for (int walks = COUNT / depth; walks > 0; walks--) {
            sum += TreeWalk.drain(KotlinTrees.inOrder(tree));
        }
        return sum;
    }
}
