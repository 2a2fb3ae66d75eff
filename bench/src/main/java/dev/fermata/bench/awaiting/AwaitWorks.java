package dev.fermata.bench.awaiting;

import static dev.fermata.bench.Target.atMost;
import static dev.fermata.bench.Target.comparedWith;

import dev.fermata.bench.Work;
import java.util.ArrayList;
import java.util.List;

/** What the group {@code await} measures, and the targets. */
public final class AwaitWorks {
    private static final String KOTLIN = "Kotlin";
    private static final String BY_HAND = "by hand";

    private AwaitWorks() {}

    /** The works, in the order of the table. */
    public static List<Work> works() {
        List<Work> works = new ArrayList<>();
        works.addAll(chains());
        works.addAll(others());
        works.addAll(loops());
        return works;
    }

    private static List<Work> chains() {
        return List.of(
                chain("10 deep, never suspending", "fermata", "kotlin", "never")
                        .byHand("Chain.plain suspends=never")
                        .target(atMost(1.2, "plain calls", "Chain.plain suspends=never"))
                        .target(comparedWith("thenCompose", "Chain.thenCompose suspends=never"))
                        .target(comparedWith("virtual thread", "Chain.virtualThread suspends=never")),
                chain("the same, across classes", "fermataAcross", "kotlin", "never")
                        .byHand("Chain.plain suspends=never")
                        .target(atMost(1.2, "plain calls", "Chain.plain suspends=never")),
                chain("the same, overridable", "fermataOverridable", "kotlinOverridable", "never")
                        .target(atMost(0.3, KOTLIN, "Chain.kotlinOverridable suspends=never")),
                chain("one call in 1,024 suspends", "fermata", "kotlin", "seldom")
                        .target(comparedWith(KOTLIN, "Chain.kotlin suspends=seldom"))
                        .target(comparedWith("thenCompose", "Chain.thenCompose suspends=seldom"))
                        .target(comparedWith("virtual thread", "Chain.virtualThread suspends=seldom")),
                chain("the same, across classes", "fermataAcross", "kotlin", "seldom")
                        .target(comparedWith(KOTLIN, "Chain.kotlin suspends=seldom")),
                chain("the same, overridable", "fermataOverridable", "kotlinOverridable", "seldom")
                        .target(comparedWith(KOTLIN, "Chain.kotlinOverridable suspends=seldom")),
                chain("always suspending", "fermata", "kotlin", "always")
                        .target(atMost(0.6, KOTLIN, "Chain.kotlin suspends=always"))
                        .target(comparedWith("thenCompose", "Chain.thenCompose suspends=always"))
                        .target(comparedWith("virtual thread", "Chain.virtualThread suspends=always")),
                chain("the same, across classes", "fermataAcross", "kotlin", "always")
                        .target(atMost(0.6, KOTLIN, "Chain.kotlin suspends=always")),
                chain("the same, overridable", "fermataOverridable", "kotlinOverridable", "always")
                        .target(atMost(0.6, KOTLIN, "Chain.kotlinOverridable suspends=always")));
    }

    private static Work chain(String name, String fermata, String kotlin, String suspends) {
        return Work.of(name, "Chain." + fermata + " suspends=" + suspends)
                .kotlin("Chain." + kotlin + " suspends=" + suspends);
    }

    private static List<Work> others() {
        return List.of(
                Work.of("a CompletableFuture that is done", "DoneFuture.fermata")
                        .byHand("DoneFuture.byHand")
                        .kotlin("DoneFuture.kotlin")
                        .target(comparedWith(KOTLIN, "DoneFuture.kotlin")),
                Work.of("asynchronous generator, per item", "Drain.fermata suspends=never")
                        .kotlin("Drain.kotlin suspends=never")
                        .target(comparedWith("Kotlin's flow", "Drain.kotlin suspends=never")),
                Work.of("the same, by forEach", "Drain.fermataForEach suspends=never")
                        .kotlin("Drain.kotlin suspends=never")
                        .target(comparedWith("Kotlin's flow", "Drain.kotlin suspends=never")),
                Work.of("the same, suspending for each", "Drain.fermata suspends=always")
                        .kotlin("Drain.kotlin suspends=always")
                        .target(comparedWith("Kotlin's flow", "Drain.kotlin suspends=always")),
                Work.of("the same, by forEach", "Drain.fermataForEach suspends=always")
                        .kotlin("Drain.kotlin suspends=always")
                        .target(comparedWith("Kotlin's flow", "Drain.kotlin suspends=always")));
    }

    private static List<Work> loops() {
        return List.of(
                loop("loop that awaits, never suspending, per row", "never"),
                loop("loop that seldom suspends, per row", "seldom"),
                loop("hot inner loop, await after it, per row", "innerLoop"),
                loop("await in the inner loop, per row", "inInnerLoop"));
    }

    private static Work loop(String name, String method) {
        String byHand = "WovenLoop." + method + "ByHand";
        return Work.of(name, "WovenLoop." + method).byHand(byHand).target(atMost(1.1, BY_HAND, byHand));
    }
}
