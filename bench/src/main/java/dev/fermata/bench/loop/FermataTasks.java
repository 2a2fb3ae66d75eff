package dev.fermata.bench.loop;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** The coroutines that are measured; in Kotlin, see {@link KotlinTasks}. */
final class FermataTasks {
    private FermataTasks() {}

    /** So many tasks, each of which lets the loop turn so often. */
    @Async
    static Coroutine<Void> switching(int tasks, int turns) {
        List<Task<Void>> all = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
            all.add(createTask(turning(turns)));
        }
        for (Task<Void> task : all) {
            await(task);
        }
        return done();
    }

    @Async
    private static Coroutine<Void> turning(int turns) {
        for (int i = 0; i < turns; i++) {
            await(sleep(ZERO));
        }
        return done();
    }

    @Async
    static Coroutine<Long> spawning(int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += await(createTask(trivial(i)));
        }
        return done(sum);
    }

    /** All are made before the first is awaited. */
    @Async
    static Coroutine<Long> spawningAll(int count) {
        List<Task<Integer>> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(createTask(trivial(i)));
        }
        long sum = 0;
        for (Task<Integer> task : all) {
            sum += await(task);
        }
        return done(sum);
    }

    @Async
    static Coroutine<Long> gathering(int rounds, int each) {
        long sum = 0;
        for (int round = 0; round < rounds; round++) {
            List<Coroutine<Integer>> all = new ArrayList<>(each);
            for (int i = 0; i < each; i++) {
                all.add(trivial(i));
            }
            for (int value : await(gather(all))) {
                sum += value;
            }
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> trivial(int i) {
        return done(i);
    }

    /** Awaits what another thread completes, again and again. */
    @Async
    static Coroutine<Long> fromOtherThread(Executor other, int count) {
        EventLoop loop = EventLoop.running();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            Future<Integer> future = loop.createFuture();
            int value = i;
            other.execute(() -> future.setResult(value));
            sum += await(future);
        }
        return done(sum);
    }

    /** Lets so many tasks sleep, and returns how much {@code memory} has grown. */
    @Async
    static Coroutine<Long> sleeping(int tasks, LongSupplier memory) {
        long before = memory.getAsLong();
        for (int i = 0; i < tasks; i++) {
            createTask(sleeper());
        }
        await(sleep(ZERO));
        return done(memory.getAsLong() - before);
    }

    @Async
    private static Coroutine<Void> sleeper() {
        await(sleep(ofHours(1)));
        return done();
    }
}
