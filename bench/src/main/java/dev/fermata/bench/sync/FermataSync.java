package dev.fermata.bench.sync;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Lock;
import dev.fermata.sync.Queue;
import java.util.ArrayList;
import java.util.List;

/** The coroutines that are measured; in Kotlin, see {@link KotlinSync}. */
final class FermataSync {
    private FermataSync() {}

    /** Takes a free lock again and again. */
    @Async
    static Coroutine<Long> locking(Lock lock, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            try (var held = await(lock.acquire())) {
                sum += i;
            }
        }
        return done(sum);
    }

    /** So many tasks that want the same lock, and let the loop turn while they have it. */
    @Async
    static Coroutine<Void> contending(int tasks, int times) {
        Lock lock = new Lock();
        List<Task<Void>> all = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            all.add(createTask(contender(lock, times)));
        }
        for (Task<Void> task : all) {
            await(task);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> contender(Lock lock, int times) {
        for (int i = 0; i < times; i++) {
            try (var held = await(lock.acquire())) {
                await(sleep(ZERO));
            }
        }
        return done();
    }

    /** Puts items into a queue with room and takes them out again. */
    @Async
    static Coroutine<Long> passing(Queue<Integer> queue, Integer[] items) {
        long sum = 0;
        for (Integer item : items) {
            await(queue.put(item));
            sum += await(queue.get());
        }
        return done(sum);
    }

    /** Sends items to another task, each of which comes back before the next. */
    @Async
    static Coroutine<Long> pingPong(Integer[] items) {
        Queue<Integer> there = new Queue<>(1);
        Queue<Integer> back = new Queue<>(1);
        createTask(pong(there, back, items.length));
        long sum = 0;
        for (Integer item : items) {
            await(there.put(item));
            sum += await(back.get());
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Void> pong(Queue<Integer> from, Queue<Integer> to, int count) {
        for (int i = 0; i < count; i++) {
            await(to.put(await(from.get())));
        }
        return done();
    }

    /** So many producers that put all items into one queue. */
    @Async
    static Coroutine<Long> fanIn(int producers, int room, Integer[] items) {
        Queue<Integer> queue = new Queue<>(room);
        for (int i = 0; i < producers; i++) {
            createTask(producer(queue, items, i * items.length / producers, (i + 1) * items.length / producers));
        }
        long sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += await(queue.get());
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Void> producer(Queue<Integer> queue, Integer[] items, int from, int to) {
        for (int i = from; i < to; i++) {
            await(queue.put(items[i]));
        }
        return done();
    }
}
