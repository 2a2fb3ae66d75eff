package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Barrier;
import dev.fermata.sync.Condition;
import dev.fermata.sync.Event;
import dev.fermata.sync.Lock;
import dev.fermata.sync.Queue;
import dev.fermata.sync.Semaphore;
import dev.fermata.testing.TestLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What all primitives have in common: they belong to a loop, and many may wait. */
class PrimitivesIT {
    private final Lock lock = new Lock();
    private final Event event = new Event();
    private final Condition condition = new Condition();
    private final Semaphore semaphore = new Semaphore(0);
    private final Barrier barrier = new Barrier(1_000_000);
    private final Queue<Integer> empty = new Queue<>();
    private final Queue<Integer> full = new Queue<>(1);
    private final TestLoop test = TestLoop.create();

    PrimitivesIT() {
        full.putNoWait(0);
        test.runUntilComplete(lock.acquire());
    }

    private static Coroutine<Integer> arrival(Barrier barrier) {
        try {
            return barrier.waitForAll();
        } catch (BrokenBarrierException e) {
            throw new AssertionError("only awaiting it throws", e);
        }
    }

    @Async
    private static Coroutine<Void> signalled(Condition condition) {
        try (var held = await(condition.acquire())) {
            await(condition.waitForSignal());
        }
        return done();
    }

    /** What has to wait, for each primitive. */
    private List<Supplier<Coroutine<?>>> waits() {
        return List.of(
                lock::acquire,
                event::waitUntilSet,
                () -> signalled(condition),
                semaphore::acquire,
                () -> arrival(barrier),
                empty::get,
                () -> full.put(1),
                full::join);
    }

    /** What wakes somebody of these. */
    private List<Runnable> wakes() {
        return List.of(
                lock::release,
                event::set,
                condition::signal,
                condition::signalAll,
                semaphore::release,
                () -> empty.putNoWait(1),
                full::getNoWait,
                full::taskDone,
                full::shutdown);
    }

    // ---- loops

    @Test
    void a_primitive_belongs_to_the_loop_on_which_somebody_first_waited_for_it() {
        waits().forEach(wait -> test.loop().createTask(wait.get()));
        test.runReady();
        try (TestLoop other = TestLoop.create()) {
            for (Supplier<Coroutine<?>> wait : waits()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> other.runUntilComplete(wait.get()))
                        .withMessageMatching(
                                "(Lock|Event|Condition|Semaphore|Queue)\\[.*] belongs to another event loop than the "
                                        + "one that is running: tasks of EventLoop\\[stopped] have waited for it. Make one for each "
                                        + "loop.");
            }
            assertThat(other.report()).isEmpty();
        }
    }

    @Test
    void as_long_as_nobody_has_to_wait_it_belongs_to_none() {
        lock.release();
        Queue<Integer> queue = new Queue<>(1);
        for (int i = 0; i < 2; i++) {
            try (TestLoop other = TestLoop.create()) {
                other.runUntilComplete(lock.acquire()).close();
                other.runUntilComplete(queue.put(i));
                assertThat(other.runUntilComplete(queue.get())).isEqualTo(i);
            }
        }
    }

    // ---- threads

    @Test
    void another_thread_may_not_wake_those_who_wait() {
        waits().forEach(wait -> test.loop().createTask(wait.get()));
        test.runReady();
        test.runUntilComplete(condition.acquire());
        String before = test.report();
        List<String> messages = new ArrayList<>();
        test.loop().callSoon(() -> wakes().forEach(wake -> messages.add(refusal(wake))));
        test.runReady();
        assertThat(messages)
                .hasSize(wakes().size())
                .allSatisfy(message -> assertThat(message)
                        .matches(
                                "thread other called a method of (Lock|Event|Condition|Semaphore|Queue)\\[.*], for which tasks of "
                                        + "EventLoop\\[running on .*] wait. Use callSoonThreadSafe of that loop."));
        assertThat(test.report()).isEqualTo(before);
    }

    private static String refusal(Runnable action) {
        AtomicReference<String> message = new AtomicReference<>();
        Thread other = new Thread(
                () -> message.set(catchThrowableOfType(IllegalStateException.class, action::run)
                        .getMessage()),
                "other");
        other.start();
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return message.get();
    }

    @Test
    void another_thread_hands_over_what_wakes_them() {
        Task<Void> waiter = test.loop().createTask(event.waitUntilSet());
        test.runReady();
        test.runUntilComplete(test.loop().runInExecutor(null, () -> test.loop().callSoonThreadSafe(event::set)));
        test.runReady();
        assertThat(waiter.isDone()).isTrue();
    }

    @Test
    void while_the_loop_is_stopped_they_may_be_woken() {
        Task<Void> waiter = test.loop().createTask(event.waitUntilSet());
        Task<Integer> getter = test.loop().createTask(empty.get());
        test.runReady();
        event.set();
        empty.putNoWait(7);
        test.runReady();
        assertThat(waiter.isDone()).isTrue();
        assertThat(getter.result()).isEqualTo(7);
    }

    // ---- many

    @Test
    void thousands_may_wait_and_be_cancelled_in_the_order_that_is_worst() {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            waits().subList(0, 7).forEach(wait -> tasks.add(test.loop().createTask(wait.get())));
        }
        test.runReady();
        for (int i = tasks.size() - 1; i >= 0; i--) {
            tasks.get(i).cancel();
        }
        test.runReady();
        test.assertNoTasksLeft();
        assertThat(lock).hasToString("Lock[locked]");
        assertThat(event).hasToString("Event[unset]");
        assertThat(condition).hasToString("Condition[unlocked]");
        assertThat(semaphore).hasToString("Semaphore[locked]");
        assertThat(empty).hasToString("Queue[size=0]");
    }

    @Test
    void thousands_of_permits_may_be_released_in_one_turn() {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            tasks.add(test.loop().createTask(semaphore.acquire()));
        }
        test.runReady();
        for (int i = 0; i < 30_000; i++) {
            semaphore.release();
        }
        test.runReady();
        test.assertNoTasksLeft();
        assertThat(semaphore).hasToString("Semaphore[locked]");
    }
}
