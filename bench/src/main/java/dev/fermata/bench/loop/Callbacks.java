package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Callbacks of the loop: a thousand are scheduled, and then run. Per callback. */
@OperationsPerInvocation(Callbacks.COUNT)
public class Callbacks extends Looped {
    static final int COUNT = 1_000;

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration[] SHORT = new Duration[64];

    static {
        for (int i = 0; i < SHORT.length; i++) {
            SHORT[i] = Duration.ofNanos(i * 37 % SHORT.length);
        }
    }

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final Queue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::deadline).thenComparingInt(Timer::number));
    private int left;

    private record Timer(long deadline, int number, Runnable callback) {}

    @Benchmark
    public void soon() {
        left = COUNT;
        for (int i = 0; i < COUNT; i++) {
            loop.callSoon(this::oneDone);
        }
        loop.runForever();
    }

    private void oneDone() {
        if (--left == 0) {
            loop.stop();
        }
    }

    @Benchmark
    public int soonByHand() {
        left = COUNT;
        for (int i = 0; i < COUNT; i++) {
            queue.add(this::oneLess);
        }
        for (Runnable callback = queue.poll(); callback != null; callback = queue.poll()) {
            callback.run();
        }
        return left;
    }

    private void oneLess() {
        left--;
    }

    @Benchmark
    public void later() {
        left = COUNT;
        loop.callSoon(this::scheduleTimers);
        loop.runForever();
    }

    private void scheduleTimers() {
        for (int i = 0; i < COUNT; i++) {
            loop.callLater(SHORT[i & (SHORT.length - 1)], this::oneDone);
        }
    }

    @Benchmark
    public int laterByHand() {
        left = COUNT;
        for (int i = 0; i < COUNT; i++) {
            timers.add(new Timer(System.nanoTime() + SHORT[i & (SHORT.length - 1)].toNanos(), i, this::oneLess));
        }
        for (Timer timer = timers.poll(); timer != null; timer = timers.poll()) {
            while (System.nanoTime() < timer.deadline) {
                Thread.onSpinWait();
            }
            timer.callback.run();
        }
        return left;
    }

    /** Timers that never run: what becomes of most time limits. */
    @Benchmark
    public void cancelled() {
        loop.callSoon(this::scheduleAndCancel);
        loop.callSoon(loop::stop);
        loop.runForever();
    }

    private void scheduleAndCancel() {
        for (int i = 0; i < COUNT; i++) {
            loop.callLater(LONG, this::oneLess).cancel();
        }
    }
}
