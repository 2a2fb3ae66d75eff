package dev.fermata.bench.sync;

import static dev.fermata.bench.Target.atMost;
import static dev.fermata.bench.Target.comparedWith;
import static dev.fermata.bench.Target.nothingAllocated;

import dev.fermata.bench.Work;
import java.util.List;

/** What the group {@code sync} measures, and the targets. */
public final class SyncWorks {
    private static final String KOTLIN = "Kotlin";
    private static final String VIRTUAL_THREAD = "virtual thread";

    private SyncWorks() {}

    /** The works, in the order of the table. */
    public static List<Work> works() {
        return List.of(
                Work.of("lock that is free", "Locks.free")
                        .byHand("Locks.freeByHand")
                        .kotlin("Locks.freeKotlin")
                        .target(nothingAllocated())
                        .target(comparedWith("a ReentrantLock", "Locks.freeByHand"))
                        .target(comparedWith(KOTLIN, "Locks.freeKotlin")),
                work("lock that 10 tasks want", "Locks.wanted", "Locks.virtualThread")
                        .target(comparedWith(KOTLIN, "Locks.wantedKotlin")),
                Work.of("put and get without waiting", "Queues.free")
                        .byHand("Queues.freeByHand")
                        .kotlin("Queues.freeKotlin")
                        .target(nothingAllocated())
                        .target(comparedWith("an ArrayBlockingQueue", "Queues.freeByHand"))
                        .target(comparedWith(KOTLIN, "Queues.freeKotlin")),
                work("ping-pong over two queues, round trip", "Queues.pingPong", "Queues.pingPongVirtualThread")
                        .target(atMost(0.25, KOTLIN, "Queues.pingPongKotlin")),
                work("fan-in of 100 producers, per item", "Queues.fanIn", "Queues.fanInVirtualThread")
                        .target(comparedWith(KOTLIN, "Queues.fanInKotlin")));
    }

    private static Work work(String name, String benchmark, String virtualThread) {
        return Work.of(name, benchmark)
                .kotlin(benchmark + "Kotlin")
                .target(comparedWith(VIRTUAL_THREAD, virtualThread));
    }
}
