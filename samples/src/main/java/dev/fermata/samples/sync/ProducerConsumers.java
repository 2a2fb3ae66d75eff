package dev.fermata.samples.sync;

import static dev.fermata.Asyncio.*;
import static dev.fermata.samples.Stopwatch.print;
import static java.time.Duration.ofMillis;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Queue;
import java.time.Duration;
import java.util.List;

/**
 * A producer hands six items to two consumers, a quick one and a slow one, through a queue that holds three.
 *
 * <p>The producer is quicker than both, so it has to wait for room. When all items have been dealt with, {@code join} goes on; the
 * consumers, which would wait for ever, are cancelled then.
 */
public final class ProducerConsumers {
    private ProducerConsumers() {}

    public static void main(String[] args) {
        Asyncio.run(handOver());
    }

    @Async
    static Coroutine<Void> handOver() {
        Queue<Integer> queue = new Queue<>(3);
        List<Task<Void>> consumers = List.of(
                createTask(consume(queue, "A", ofMillis(1_000))), createTask(consume(queue, "B", ofMillis(2_500))));
        await(produce(queue));
        await(queue.join());
        print("all items are done: " + queue);
        consumers.forEach(Task::cancel);
        await(waitAll(consumers));
        print("the consumers are cancelled");
        return done();
    }

    @Async
    static Coroutine<Void> produce(Queue<Integer> queue) {
        for (int item = 1; item <= 6; item++) {
            await(queue.put(item));
            print("put " + item + ": " + queue);
        }
        return done();
    }

    @Async
    static Coroutine<Void> consume(Queue<Integer> queue, String name, Duration pace) {
        while (true) {
            int item = await(queue.get());
            print(name + " works on " + item);
            await(sleep(pace));
            queue.taskDone();
        }
    }
}
