package dev.fermata.bench.loop;

import dev.fermata.bench.Looped;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.TearDown;

/** What another thread hands to the loop. Most of the time goes to waking threads. */
public class OtherThread extends Looped {
    static final int COUNT = 1_000;

    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private int left;

    @TearDown
    public void shutDown() {
        other.shutdown();
    }

    /** The other thread completes one future after the other, each as it is awaited. Per future. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long completion() {
        return loop.runUntilComplete(FermataTasks.fromOtherThread(other, COUNT));
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long completionByHand() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            CompletableFuture<Integer> future = new CompletableFuture<>();
            int value = i;
            other.execute(() -> future.complete(value));
            sum += future.join();
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public long completionKotlin() {
        return KotlinTasks.fromOtherThread(other, COUNT);
    }

    /** The other thread hands over callbacks as fast as it can. Per callback. */
    @Benchmark
    @OperationsPerInvocation(COUNT)
    public void callbacks() {
        left = COUNT;
        other.execute(() -> {
            for (int i = 0; i < COUNT; i++) {
                loop.callSoonThreadSafe(this::oneDone);
            }
        });
        loop.runForever();
    }

    private void oneDone() {
        if (--left == 0) {
            loop.stop();
        }
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int callbacksByHand() throws InterruptedException {
        left = COUNT;
        other.execute(() -> {
            for (int i = 0; i < COUNT; i++) {
                queue.add(this::oneLess);
            }
        });
        while (left > 0) {
            queue.take().run();
        }
        return left;
    }

    private void oneLess() {
        left--;
    }
}
