package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gatherOutcomes;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Outcome;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Barrier;
import dev.fermata.sync.Condition;
import dev.fermata.sync.Event;
import dev.fermata.sync.Lock;
import dev.fermata.sync.Queue;
import dev.fermata.sync.QueueShutDownException;
import dev.fermata.sync.Semaphore;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;

/**
 * Many tasks that share a few primitives, use them in a random order, and are cancelled or give up at random; what must hold
 * all the time is checked by those who are inside.
 */
final class Workload {
    private static final int PERMITS = 3;

    private final SplittableRandom random;
    private final Lock lock = new Lock();
    private final Semaphore semaphore = new Semaphore(PERMITS);
    private final Condition condition = new Condition();
    private final Event event = new Event();
    private final Barrier barrier = new Barrier(3);
    private final Queue<Integer> bounded = new Queue<>(4);
    private final Queue<Integer> unbounded = new Queue<>();
    private final List<Integer> putIntoBounded = new ArrayList<>();
    private final List<Integer> gotFromBounded = new ArrayList<>();
    private final List<Integer> putIntoUnbounded = new ArrayList<>();
    private final List<Integer> gotFromUnbounded = new ArrayList<>();
    private int holdingLock;
    private int holdingPermits;
    private int stock; // under the lock of the condition
    private int items;

    Workload(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Runs it to the end: whatever is waited for comes at last, so nobody waits for ever. */
    @Async
    Coroutine<Void> run(int count) throws BrokenBarrierException {
        List<Task<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(createTask(works(1 + random.nextInt(8))));
        }
        for (int i = random.nextInt(count); i > 0; i--) {
            tasks.get(random.nextInt(count)).cancel();
            if (random.nextInt(4) == 0) {
                await(pause());
            }
        }
        await(sleep(ofSeconds(20)));
        Task<Void> end = createTask(feeds());
        for (Outcome<Void> outcome : await(gatherOutcomes(tasks))) {
            if (!outcome.isSuccess() && !(outcome.exception() instanceof CancelledError)) {
                throw new AssertionError(outcome.exception());
            }
        }
        end.cancel();
        return done();
    }

    /** Gives those who are left what they wait for. */
    @Async
    private Coroutine<Void> feeds() {
        while (true) {
            event.set();
            await(barrier.abort());
            bounded.shutdown();
            unbounded.shutdown();
            try (var held = await(condition.acquire())) {
                stock++;
                condition.signal();
            }
            await(sleep(ofSeconds(1)));
        }
    }

    /** What must hold when all is over. */
    void assertNothingIsLost() {
        assertThat(lock).hasToString("Lock[unlocked]");
        assertThat(semaphore).hasToString("Semaphore[unlocked, value=3]");
        assertThat(condition).hasToString("Condition[unlocked]");
        assertThat(event.toString()).isIn("Event[set]", "Event[unset]");
        assertThat(barrier.waiting()).isZero();
        assertAllCameOut(bounded, putIntoBounded, gotFromBounded);
        assertAllCameOut(unbounded, putIntoUnbounded, gotFromUnbounded);
        assertThat(stock).isNotNegative();
    }

    /** Each item that was put in came out once, in that order, or is still there. */
    private static void assertAllCameOut(Queue<Integer> queue, List<Integer> put, List<Integer> got) {
        while (!queue.isEmpty()) {
            got.add(queue.getNoWait());
        }
        assertThat(got).isEqualTo(put);
    }

    @Async
    private Coroutine<Void> works(int steps) throws BrokenBarrierException {
        for (int i = 0; i < steps; i++) {
            try {
                Coroutine<Void> step = step();
                await(random.nextInt(4) == 0 ? waitFor(step, ofSeconds(random.nextInt(3))) : step);
            } catch (TimeoutException | QueueShutDownException | BrokenBarrierException e) {
                await(pause());
            } catch (CancelledError error) {
                if (random.nextInt(3) > 0) {
                    throw error;
                }
            }
        }
        return done();
    }

    private Coroutine<Void> pause() {
        return sleep(ofSeconds(random.nextInt(3) / 2));
    }

    private Coroutine<Void> step() throws BrokenBarrierException {
        return switch (random.nextInt(9)) {
            case 0 -> locks();
            case 1 -> takesPermit();
            case 2 -> takesStock();
            case 3 -> addsStock();
            case 4 -> waitsForEvent();
            case 5 -> puts(bounded, putIntoBounded);
            case 6 -> gets(bounded, gotFromBounded);
            case 7 -> random.nextBoolean() ? puts(unbounded, putIntoUnbounded) : gets(unbounded, gotFromUnbounded);
            default -> meets();
        };
    }

    @Async
    private Coroutine<Void> locks() {
        try (var held = await(lock.acquire())) {
            assertThat(++holdingLock).isEqualTo(1);
            try {
                await(pause());
            } finally {
                holdingLock--;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> takesPermit() {
        try (var held = await(semaphore.acquire())) {
            assertThat(++holdingPermits).isLessThanOrEqualTo(PERMITS);
            try {
                await(pause());
            } finally {
                holdingPermits--;
            }
        }
        return done();
    }

    @Async
    private Coroutine<Void> takesStock() {
        try (var held = await(condition.acquire())) {
            try {
                await(condition.waitFor(() -> stock > 0));
            } finally {
                assertThat(condition.isLocked()).isTrue();
            }
            assertThat(--stock).isNotNegative();
            await(pause());
        }
        return done();
    }

    @Async
    private Coroutine<Void> addsStock() {
        try (var held = await(condition.acquire())) {
            stock++;
            condition.signal();
        }
        return done();
    }

    @Async
    private Coroutine<Void> waitsForEvent() {
        if (random.nextInt(3) == 0) {
            event.set();
            event.clear();
        }
        await(event.waitUntilSet());
        return done();
    }

    @Async
    private Coroutine<Void> puts(Queue<Integer> queue, List<Integer> put) {
        int item = ++items;
        await(queue.put(item));
        put.add(item);
        return done();
    }

    @Async
    private Coroutine<Void> gets(Queue<Integer> queue, List<Integer> got) {
        got.add(await(queue.get()));
        return done();
    }

    @Async
    private Coroutine<Void> meets() throws BrokenBarrierException {
        assertThat(await(barrier.waitForAll())).isBetween(0, 2);
        return done();
    }
}
