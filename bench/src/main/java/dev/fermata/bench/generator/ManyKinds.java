package dev.fermata.bench.generator;

import dev.fermata.bench.Timed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One kind of generator in a program in which others have run before, each in its own loop. Per element or node.
 *
 * <p>What the kinds share, the compiler sees used by all of them. The figures are to be compared with those of
 * {@link Escaped}, {@link Local} and {@link TreeWalk}, where the same kind is alone.
 */
public class ManyKinds extends Timed {
    private static final int ROUNDS = 2_000;

    private final Escaped escaped = new Escaped();
    private final Local local = new Local();
    private final TreeWalk treeWalk = new TreeWalk();

    /** A program in which other generators of Fermata have run. */
    @State(Scope.Thread)
    public static class AfterFermata {
        @Setup
        public void runTheOthers() {
            for (int round = 0; round < ROUNDS; round++) {
                OtherKinds.runFermata();
            }
        }
    }

    /** A program in which other sequences of Kotlin have run. */
    @State(Scope.Thread)
    public static class AfterKotlin {
        @Setup
        public void runTheOthers() {
            for (int round = 0; round < ROUNDS; round++) {
                OtherKinds.runKotlin();
            }
        }
    }

    @Benchmark
    @OperationsPerInvocation(Escaped.COUNT)
    public long fermata(AfterFermata others) {
        return escaped.fermata();
    }

    @Benchmark
    @OperationsPerInvocation(Local.COUNT)
    public long fermataInForLoop(AfterFermata others) {
        return local.fermataInForLoop();
    }

    @Benchmark
    @OperationsPerInvocation(TreeWalk.NODES)
    public long fermataTree(AfterFermata others) {
        return treeWalk.fermata();
    }

    @Benchmark
    @OperationsPerInvocation(Escaped.COUNT)
    public long kotlin(AfterKotlin others) {
        return escaped.kotlin();
    }

    @Benchmark
    @OperationsPerInvocation(TreeWalk.NODES)
    public long kotlinTree(AfterKotlin others) {
        return treeWalk.kotlin();
    }
}
