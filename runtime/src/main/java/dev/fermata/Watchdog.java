package dev.fermata;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A thread that looks what the loop's thread does when one of its callbacks takes long. In debug mode only. */
final class Watchdog {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread; // guard: the loop's thread

    /** What runs now; null for nothing. Written by the loop's thread, and its sample by this one's. */
    private volatile @Nullable Run present;

    /** Begins to watch what the calling thread does. */
    void begin(long nanos) {
        if (thread == null) {
            thread = new Thread(this::watch, "fermata-watchdog");
            thread.setDaemon(true);
            thread.start();
        }
        present = new Run(Thread.currentThread(), System.nanoTime() + nanos);
    }

    /** Ends that; returns what the thread was seen to do, if it was seen. */
    StackTraceElement @Nullable [] end() {
        Run ended = present;
        present = null;
        return ended == null ? null : ended.sample;
    }

    void close() {
        closed.countDown();
    }

    private void watch() {
        try {
            while (!closed.await(INTERVAL, TimeUnit.NANOSECONDS)) {
                Run run = present;
                if (run != null && run.sample == null && System.nanoTime() - run.limit >= 0) {
                    run.sample = run.thread.getStackTrace();
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but to end it.
        }
    }

    private static final class Run {
        final Thread thread;
        final long limit;
        volatile StackTraceElement @Nullable [] sample;

        Run(Thread thread, long limit) {
            this.thread = thread;
            this.limit = limit;
        }
    }
}
