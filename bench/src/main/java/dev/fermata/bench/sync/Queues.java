package dev.fermata.bench.sync;

import dev.fermata.bench.Looped;
import dev.fermata.bench.VirtualThreads;
import dev.fermata.sync.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import kotlinx.coroutines.channels.Channel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Items that go through bounded queues. Per item. */
@OperationsPerInvocation(Queues.COUNT)
public class Queues extends Looped {
    static final int COUNT = 10_000;
    static final int PRODUCERS = 100;
    static final int ROOM = 16;

    /** Made before, so that only the queues are measured. */
    private final Integer[] items = new Integer[COUNT];

    private final Queue<Integer> queue = new Queue<>(ROOM);
    private final BlockingQueue<Integer> blocking = new ArrayBlockingQueue<>(ROOM);
    private final Channel<Integer> channel = KotlinSync.channel(ROOM);
    private long sum;

    public Queues() {
        for (int i = 0; i < COUNT; i++) {
            items[i] = i;
        }
    }

    // ---- nobody waits

    @Benchmark
    public long free() {
        return loop.runUntilComplete(FermataSync.passing(queue, items));
    }

    @Benchmark
    public long freeByHand() throws InterruptedException {
        long sum = 0;
        for (Integer item : items) {
            blocking.put(item);
            sum += blocking.take();
        }
        return sum;
    }

    @Benchmark
    public long freeKotlin() {
        return KotlinSync.passing(channel, items);
    }

    // ---- ping-pong

    @Benchmark
    public long pingPong() {
        return loop.runUntilComplete(FermataSync.pingPong(items));
    }

    @Benchmark
    public long pingPongKotlin() {
        return KotlinSync.pingPong(items);
    }

    @Benchmark
    public long pingPongVirtualThread() {
        BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
        BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
        Thread pong = VirtualThreads.start(() -> {
            for (int i = 0; i < COUNT; i++) {
                put(back, take(there));
            }
        });
        VirtualThreads.run(() -> {
            long total = 0;
            for (Integer item : items) {
                put(there, item);
                total += take(back);
            }
            sum = total;
        });
        VirtualThreads.join(pong);
        return sum;
    }

    // ---- fan-in

    @Benchmark
    public long fanIn() {
        return loop.runUntilComplete(FermataSync.fanIn(PRODUCERS, ROOM, items));
    }

    @Benchmark
    public long fanInKotlin() {
        return KotlinSync.fanIn(PRODUCERS, ROOM, items);
    }

    @Benchmark
    public long fanInVirtualThread() {
        BlockingQueue<Integer> all = new ArrayBlockingQueue<>(ROOM);
        for (int i = 0; i < PRODUCERS; i++) {
            int from = i * COUNT / PRODUCERS;
            int to = (i + 1) * COUNT / PRODUCERS;
            VirtualThreads.start(() -> {
                for (int at = from; at < to; at++) {
                    put(all, items[at]);
                }
            });
        }
        VirtualThreads.run(() -> {
            long total = 0;
            for (int i = 0; i < COUNT; i++) {
                total += take(all);
            }
            sum = total;
        });
        return sum;
    }

    private static void put(BlockingQueue<Integer> queue, Integer item) {
        try {
            queue.put(item);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Integer take(BlockingQueue<Integer> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
