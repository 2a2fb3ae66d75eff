package dev.fermata.samples.threads;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import java.util.function.Supplier;

/**
 * What {@code java.util.concurrent} has for threads, and next to each its twin for coroutines.
 *
 * <p>Take coroutines for many things that wait, and for state that all of them change: only one runs at a time, and another
 * one has its turn at an {@code await} and nowhere else. Take threads for calls that block, and for work that should use
 * several cores. {@link Crossing} shows the ways between the two.
 *
 * <p>The primitives of one world do not work in the other. One of {@code java.util.concurrent} would block the loop's thread,
 * and with it all coroutines; one of {@code dev.fermata.sync} belongs to its loop, and other threads may not touch it.
 */
public final class Threads {
    private Threads() {}

    /** One half of a comparison. */
    private interface OnThreads {
        void run() throws InterruptedException;
    }

    public static void main(String[] args) throws InterruptedException {
        compare("start, and wait for the end", Starting::threads, Starting::tasks);
        compare("several at a time, but not all", Starting::pool, Starting::limited);
        compare("what nobody waits for", Starting::daemon, Starting::leftOver);
        compare("one at a time: lock", Guarding::byThreads, Guarding::byTasks);
        compare("until it is there: condition", Guarding::conditionOfThreads, Guarding::conditionOfTasks);
        compare("until somebody says so: latch, event", Signalling::latch, Signalling::event);
        compare("from one to the other: queue", Exchanging::byThreads, Exchanging::byTasks);
        compare("a value for each: thread local, context variable", Keeping::byThreads, Keeping::byTasks);
        System.out.println("from one world to the other");
        Asyncio.run(Crossing.both());
    }

    private static void compare(String what, OnThreads threads, Supplier<Coroutine<Void>> coroutine)
            throws InterruptedException {
        System.out.println(what);
        threads.run();
        Asyncio.run(coroutine.get());
    }

    /** Prints a line of the present half. */
    static void print(String half, String line) {
        System.out.println(String.format("  %-10s  %s", half, line));
    }
}
