package dev.fermata.bench.generator;

import static dev.fermata.bench.Target.atMost;
import static dev.fermata.bench.Target.comparedWith;
import static dev.fermata.bench.Target.nothingAllocated;

import dev.fermata.bench.Work;
import java.util.List;

/** What the group {@code generator} measures, and the targets. */
public final class GeneratorWorks {
    private static final String KOTLIN = "Kotlin";
    private static final String BY_HAND = "by hand";
    private static final String ALONE = "alone";

    private GeneratorWorks() {}

    /** The works, in the order of the table. */
    public static List<Work> works() {
        return List.of(
                Work.of("escaped", "Escaped.fermata")
                        .byHand("Escaped.byHand")
                        .kotlin("Escaped.kotlin")
                        .target(atMost(0.6, KOTLIN, "Escaped.kotlin"))
                        .target(atMost(8, BY_HAND, "Escaped.byHand")),
                Work.of("escaped, long-lived", "LongLived.fermata")
                        .byHand("LongLived.byHand")
                        .kotlin("LongLived.kotlin")
                        .target(atMost(0.6, KOTLIN, "LongLived.kotlin"))
                        .target(atMost(8, BY_HAND, "LongLived.byHand")),
                Work.of("local", "Local.fermata")
                        .byHand("Local.byHand")
                        .kotlin("Local.kotlin")
                        .target(atMost(2, BY_HAND, "Local.byHand"))
                        .target(nothingAllocated())
                        .onJdk(25),
                Work.of("local, in a for loop", "Local.fermataInForLoop")
                        .byHand("Local.byHand")
                        .kotlin("Local.kotlin")
                        .target(comparedWith(BY_HAND, "Local.byHand")),
                Work.of("four kinds, one consumer", "FourKinds.asGenerator")
                        .byHand("FourKinds.byHand")
                        .kotlin("FourKinds.kotlin")
                        .target(atMost(1, BY_HAND, "FourKinds.byHand")),
                Work.of("four kinds, as iterators", "FourKinds.asIterator")
                        .byHand("FourKinds.byHand")
                        .kotlin("FourKinds.kotlin")
                        .target(comparedWith(BY_HAND, "FourKinds.byHand")),
                Work.of("send", "Send.fermata")
                        .byHand("Send.byHand")
                        .kotlin("Send.kotlin")
                        .target(atMost(4, BY_HAND, "Send.byHand"))
                        .target(comparedWith(KOTLIN, "Send.kotlin")),
                Work.of("tree, per node", "TreeWalk.fermata")
                        .byHand("TreeWalk.byHand")
                        .kotlin("TreeWalk.kotlin")
                        .target(atMost(0.7, KOTLIN, "TreeWalk.kotlin"))
                        .target(comparedWith("yieldAll", "TreeWalk.kotlinYieldAll")),
                Work.of("tree, delegation in tail position", "TreeWalk.fermataTail")
                        .byHand("TreeWalk.byHand")
                        .kotlin("TreeWalk.kotlin")
                        .target(comparedWith(KOTLIN, "TreeWalk.kotlin")),
                Work.of("chain of depth 10, per node", "Depth.fermata depth=10")
                        .kotlin("Depth.kotlin depth=10")
                        .target(comparedWith(KOTLIN, "Depth.kotlin depth=10")),
                Work.of("chain of depth 10,000, per node", "Depth.fermata depth=10000")
                        .kotlin("Depth.kotlin depth=10000")
                        .target(atMost(1.2, "depth 10", "Depth.fermata depth=10")),
                Work.of("escaped, after other kinds", "ManyKinds.fermata")
                        .kotlin("ManyKinds.kotlin")
                        .target(comparedWith(ALONE, "Escaped.fermata"))
                        .target(comparedWith(KOTLIN, "ManyKinds.kotlin")),
                Work.of("local, in a for loop, after other kinds", "ManyKinds.fermataInForLoop")
                        .target(comparedWith(ALONE, "Local.fermataInForLoop")),
                Work.of("tree, after other kinds", "ManyKinds.fermataTree")
                        .kotlin("ManyKinds.kotlinTree")
                        .target(comparedWith(ALONE, "TreeWalk.fermata"))
                        .target(comparedWith(KOTLIN, "ManyKinds.kotlinTree")),
                Work.of("loop that seldom yields, per row", "WovenLoop.seldom")
                        .byHand("WovenLoop.seldomByHand")
                        .target(atMost(1.1, BY_HAND, "WovenLoop.seldomByHand")),
                Work.of("hot inner loop, yield after it, per row", "WovenLoop.innerLoop")
                        .byHand("WovenLoop.innerLoopByHand")
                        .target(atMost(1.1, BY_HAND, "WovenLoop.innerLoopByHand")),
                Work.of("yield in the inner loop, per row", "WovenLoop.inInnerLoop")
                        .byHand("WovenLoop.inInnerLoopByHand")
                        .target(atMost(1.1, BY_HAND, "WovenLoop.inInnerLoopByHand")));
    }
}
