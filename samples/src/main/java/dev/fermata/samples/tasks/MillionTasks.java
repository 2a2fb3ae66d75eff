package dev.fermata.samples.tasks;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;

/**
 * A million tasks that sleep at once, in one loop on one thread, for three to five seconds each. They wake in the order of
 * their deadlines, which is not the order in which they were made.
 */
public final class MillionTasks {
    private static final int TASKS = 1_000_000;

    private final long[] begun = new long[TASKS + 1]; // when each began to sleep, and when all had
    private int asleep;
    private int awake;
    private int outOfOrder;
    private long latest = Long.MIN_VALUE; // the latest deadline of those awake, or just before it

    private MillionTasks() {}

    public static void main(String[] args) {
        Asyncio.run(new MillionTasks().sleepAndWake());
    }

    @Async
    Coroutine<Void> sleepAndWake() {
        print("begin");
        long heapBefore = heap();
        for (int i = 0; i < TASKS; i++) {
            createTask(sleeper(i));
        }
        print(TASKS + " tasks are created");

        await(sleep(ZERO)); // one turn of the loop, in which all of them begin
        begun[TASKS] = System.nanoTime();
        print(asleep + " are asleep, with " + (heap() - heapBefore) / TASKS + " bytes of heap for each");

        while (awake < TASKS) {
            await(sleep(ofMillis(500)));
            print(awake + " are awake");
        }
        print(outOfOrder == 0 ? "all woke in the order of their deadlines" : outOfOrder + " woke out of order");
        return done();
    }

    @Async
    Coroutine<Void> sleeper(int i) {
        asleep++;
        begun[i] = System.nanoTime();
        await(sleep(ofNanos(delay(i))));
        awake++;
        checkOrder(begun[i] + delay(i), begun[i + 1] + delay(i));
        return done();
    }

    /** The deadline is between two times, as it was set after this task had begun and before the next one did. */
    private void checkOrder(long earliest, long last) {
        if (last < latest) {
            outOfOrder++;
        }
        latest = Math.max(latest, earliest);
    }

    /** From 3 to 5 seconds, well mixed. */
    private static long delay(int i) {
        return 3_000_000_000L + i * 7_919L % TASKS * 2_000;
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
