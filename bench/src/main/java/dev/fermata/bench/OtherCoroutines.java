package dev.fermata.bench;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;

/**
 * Several kinds of coroutine, which run before anything is measured. In a program of some size the loop resumes many kinds;
 * if it only ever resumed the one that is measured, the compiler would make one piece of both.
 */
final class OtherCoroutines {
    private OtherCoroutines() {}

    @Async
    static Coroutine<Long> all(int turns) {
        Task<Long> first = createTask(counting(turns));
        Task<Long> second = createTask(squaring(turns));
        Task<Long> third = createTask(waiting(turns));
        return done(await(first) + await(second) + await(third) + await(nesting(turns)));
    }

    @Async
    private static Coroutine<Long> counting(int turns) {
        long count = 0;
        for (int i = 0; i < turns; i++) {
            await(sleep(ZERO));
            count++;
        }
        return done(count);
    }

    @Async
    private static Coroutine<Long> squaring(int turns) {
        long sum = 0;
        for (int i = 0; i < turns; i++) {
            sum += (long) i * i;
            await(sleep(ZERO));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Long> waiting(int turns) {
        EventLoop loop = EventLoop.running();
        long sum = 0;
        for (int i = 0; i < turns; i++) {
            Future<Integer> future = loop.createFuture();
            int value = i;
            loop.callSoon(() -> future.setResult(value));
            sum += await(future);
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Long> nesting(int turns) {
        long sum = 0;
        for (int i = 0; i < turns; i++) {
            sum += await(half(i));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Integer> half(int number) {
        await(sleep(ZERO));
        return done(number / 2);
    }
}
