package dev.fermata.samples.threads;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.threads.Threads.print;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueShutDownException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One puts items into a queue, and another one takes them. Both queues have room for two: who puts a third one waits.
 *
 * <p>A {@code BlockingQueue} needs an item that says that it was the last one; a {@code Queue} can be shut down.
 */
final class Exchanging {
    private static final String LAST = "last";

    private Exchanging() {}

    static void byThreads() throws InterruptedException {
        BlockingQueue<String> queue = new ArrayBlockingQueue<>(2);
        List<String> taken = new ArrayList<>(); // of the other thread until it has ended
        Thread consumer = new Thread(() -> {
            try {
                for (String item = queue.take(); !item.equals(LAST); item = queue.take()) {
                    taken.add(item);
                }
            } catch (InterruptedException e) {
                taken.add("interrupted");
            }
        });
        consumer.start();
        for (String item : List.of("A", "B", "C", "D", LAST)) {
            queue.put(item);
        }
        consumer.join();
        print("threads", "taken: " + taken);
    }

    @Async
    static Coroutine<Void> byTasks() {
        Queue<String> queue = new Queue<>(2);
        Task<List<String>> consumer = createTask(takeAll(queue));
        for (String item : List.of("A", "B", "C", "D")) {
            await(queue.put(item));
        }
        queue.shutdown();
        print("coroutines", "taken: " + await(consumer));
        return done();
    }

    @Async
    private static Coroutine<List<String>> takeAll(Queue<String> queue) {
        List<String> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(await(queue.get()));
            }
        } catch (QueueShutDownException e) {
            return done(taken);
        }
    }
}
