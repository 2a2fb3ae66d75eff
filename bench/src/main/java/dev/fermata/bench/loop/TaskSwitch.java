package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Tasks that give way to each other, again and again. Per switch. */
@OperationsPerInvocation(TaskSwitch.COUNT)
public class TaskSwitch extends Looped {
    static final int COUNT = 10_000;

    @Param({"1", "100"})
    public int tasks;

    @Benchmark
    public void fermata() {
        loop.runUntilComplete(FermataTasks.switching(tasks, COUNT / tasks));
    }

    @Benchmark
    public void kotlin() {
        KotlinTasks.switching(tasks, COUNT / tasks);
    }

    @Benchmark
    public void virtualThread() {
        Thread[] threads = new Thread[tasks];
        for (int i = 0; i < tasks; i++) {
            threads[i] = VirtualThreads.start(() -> turn(COUNT / tasks));
        }
        for (Thread thread : threads) {
            VirtualThreads.join(thread);
        }
    }

    private static void turn(int turns) {
        for (int i = 0; i < turns; i++) {
            Thread.yield();
        }
    }
}
