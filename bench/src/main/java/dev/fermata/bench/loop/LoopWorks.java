package dev.fermata.bench.loop;

import static dev.fermata.bench.Target.atMost;
import static dev.fermata.bench.Target.atMostBytes;
import static dev.fermata.bench.Target.comparedWith;

import dev.fermata.bench.Work;
import java.util.ArrayList;
import java.util.List;

/** What the group {@code loop} measures, and the targets. */
public final class LoopWorks {
    private static final String KOTLIN = "Kotlin";
    private static final String BY_HAND = "by hand";
    private static final String VIRTUAL_THREAD = "virtual thread";

    private LoopWorks() {}

    /** The works, in the order of the table. */
    public static List<Work> works() {
        List<Work> works = new ArrayList<>();
        works.addAll(tasks());
        works.addAll(callbacks());
        return works;
    }

    private static List<Work> tasks() {
        return List.of(
                taskSwitch("task switch, 100 tasks", "tasks=100")
                        .target(atMost(0.35, KOTLIN, "TaskSwitch.kotlin tasks=100"))
                        .target(comparedWith(VIRTUAL_THREAD, "TaskSwitch.virtualThread tasks=100")),
                taskSwitch("a turn of the loop, one task", "tasks=1")
                        .target(comparedWith(KOTLIN, "TaskSwitch.kotlin tasks=1"))
                        .target(comparedWith(VIRTUAL_THREAD, "TaskSwitch.virtualThread tasks=1")),
                Work.of("spawn and join", "Spawn.fermata")
                        .kotlin("Spawn.kotlin")
                        .target(atMost(0.2, "Kotlin's async", "Spawn.kotlin"))
                        .target(comparedWith("Kotlin's launch", "Spawn.kotlinLaunch"))
                        .target(comparedWith(VIRTUAL_THREAD, "Spawn.virtualThread")),
                Work.of("spawn 1,000, then join", "Spawn.fermataAll")
                        .kotlin("Spawn.kotlinAll")
                        .target(comparedWith(KOTLIN, "Spawn.kotlinAll")),
                Work.of("gather of 100", "Gather.fermata")
                        .kotlin("Gather.kotlin")
                        .target(comparedWith(KOTLIN, "Gather.kotlin")),
                Work.of("memory of a sleeping task", "SleepingTasks.fermata")
                        .kotlin("SleepingTasks.kotlin")
                        .target(atMostBytes(160))
                        .target(comparedWith(KOTLIN, "SleepingTasks.kotlin"))
                        .target(comparedWith(VIRTUAL_THREAD, "SleepingTasks.virtualThread")));
    }

    private static Work taskSwitch(String name, String tasks) {
        return Work.of(name, "TaskSwitch.fermata " + tasks).kotlin("TaskSwitch.kotlin " + tasks);
    }

    private static List<Work> callbacks() {
        return List.of(
                Work.of("callSoon", "Callbacks.soon")
                        .byHand("Callbacks.soonByHand")
                        .target(comparedWith(BY_HAND, "Callbacks.soonByHand")),
                Work.of("callLater", "Callbacks.later")
                        .byHand("Callbacks.laterByHand")
                        .target(comparedWith(BY_HAND, "Callbacks.laterByHand")),
                Work.of("callLater, cancelled", "Callbacks.cancelled"),
                Work.of("completion from another thread", "OtherThread.completion")
                        .byHand("OtherThread.completionByHand")
                        .kotlin("OtherThread.completionKotlin")
                        .target(comparedWith(BY_HAND, "OtherThread.completionByHand"))
                        .target(comparedWith(KOTLIN, "OtherThread.completionKotlin")),
                Work.of("callSoonThreadSafe", "OtherThread.callbacks")
                        .byHand("OtherThread.callbacksByHand")
                        .target(comparedWith(BY_HAND, "OtherThread.callbacksByHand")));
    }
}
