package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Held;
import dev.fermata.sync.Lock;
import dev.fermata.testing.TestLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Locks, turn by turn. */
class LockIT extends Traced {
    private final Lock lock = new Lock();

    /** Holds the lock for some seconds; for none, it lets the loop turn once. */
    @Async
    private Coroutine<Void> holds(String name, int seconds) {
        log(name, "comes");
        try {
            try (var held = await(lock.acquire())) {
                log(name, "has it");
                await(sleep(ofSeconds(seconds)));
            }
            log(name, "leaves");
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    // ---- taking and giving back

    @Test
    void a_free_lock_is_taken_without_a_turn_of_the_loop() {
        assertThat(run(() -> {
                    log(lock.isLocked());
                    await(lock.acquire());
                    log(lock.isLocked());
                    lock.release();
                    log(lock.isLocked());
                    try (var held = await(lock.acquire())) {
                        log("inside", lock.isLocked());
                    }
                    log(lock.isLocked());
                    return done();
                }))
                .containsExactly("1 false", "1 true", "1 false", "1 inside true", "1 false");
    }

    @Test
    void tasks_get_it_in_the_order_in_which_they_came() {
        assertThat(run(() -> {
                    await(gather(holds("a", 1), holds("b", 1), holds("c", 1)));
                    log(seconds());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 a has it",
                        "2 b comes",
                        "2 c comes",
                        "4 a leaves",
                        "5 b has it",
                        "7 b leaves",
                        "8 c has it",
                        "10 c leaves",
                        "12 3.0");
    }

    @Test
    void once_released_it_is_promised_to_the_first_that_waits() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    await(sleep(ZERO));
                    lock.release();
                    log("released", lock.isLocked());
                    await(holds("main", 0));
                    log(a.isDone(), lock.isLocked());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 released false",
                        "2 main comes",
                        "3 a has it",
                        "4 a leaves",
                        "5 main has it",
                        "6 main leaves",
                        "6 true false");
    }

    @Test
    void nothing_happens_before_it_is_awaited() {
        assertThat(run(() -> {
                    Coroutine<Held> acquisition = lock.acquire();
                    log(lock.isLocked());
                    await(sleep(ZERO));
                    log(lock.isLocked());
                    await(acquisition);
                    log(lock.isLocked());
                    return done();
                }))
                .containsExactly("1 false", "2 false", "2 true");
    }

    @Test
    void another_task_may_release_it() {
        assertThat(run(() -> {
                    await(createTask(locks("locked")));
                    Task<Void> again = createTask(locks("locked again"));
                    await(sleep(ZERO));
                    lock.release();
                    await(again);
                    log(lock.isLocked());
                    return done();
                }))
                .containsExactly("2 locked", "5 locked again", "6 true");
    }

    @Async
    private Coroutine<Void> locks(String words) {
        await(lock.acquire());
        log(words);
        return done();
    }

    @Test
    void what_is_held_is_released_once() {
        assertThat(run(() -> {
                    Held held = await(lock.acquire());
                    log(held);
                    held.close();
                    log(held, lock);
                    await(lock.acquire());
                    held.close();
                    log(lock);
                    return done();
                }))
                .containsExactly("1 Held[Lock[locked]]", "1 Held[closed] Lock[unlocked]", "1 Lock[locked]");
    }

    @Test
    void to_release_what_nobody_holds_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(lock::release)
                .withMessage("the lock is released, but nobody holds it: Lock[unlocked]");
        run(() -> {
            Held held = await(lock.acquire());
            lock.release();
            assertThatIllegalStateException().isThrownBy(held::close);
            held.close();
            return done();
        });
        assertThat(trace).isEmpty();
    }

    // ---- in other company

    @Test
    void an_acquisition_may_be_a_task() {
        assertThat(run(() -> {
                    Task<Held> a = createTask(lock.acquire());
                    Task<Held> b = createTask(lock.acquire());
                    await(a);
                    log("a", lock.isLocked(), b.isDone());
                    lock.release();
                    await(b);
                    log("b", lock.isLocked());
                    lock.release();
                    log(lock.isLocked());
                    return done();
                }))
                .containsExactly("3 a true false", "5 b true", "5 false");
    }

    @Test
    void several_locks_are_gathered() {
        assertThat(run(() -> {
                    Lock other = new Lock();
                    await(other.acquire());
                    EventLoop.running().callLater(ofSeconds(1), other::release);
                    await(gather(lock.acquire(), other.acquire()));
                    log(lock.isLocked(), other.isLocked(), seconds());
                    return done();
                }))
                .containsExactly("7 true true 1.0");
    }

    @Test
    void who_gives_up_after_a_timeout_leaves_nothing_behind() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    await(sleep(ZERO));
                    try {
                        await(waitFor(lock.acquire(), ofSeconds(1)));
                    } catch (TimeoutException e) {
                        log("time is out");
                    }
                    Task<Void> b = createTask(holds("b", 0));
                    await(sleep(ZERO));
                    lock.release();
                    await(gather(a, b));
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "4 time is out",
                        "5 b comes",
                        "6 a has it",
                        "7 a leaves",
                        "8 b has it",
                        "9 b leaves");
    }

    @Test
    void an_acquisition_is_awaited_once() {
        assertThat(run(() -> {
                    Coroutine<Held> acquisition = lock.acquire();
                    try (var held = await(acquisition)) {
                        log(acquisition);
                    }
                    await(acquisition);
                    return done();
                }))
                .containsExactly(
                        "1 Coroutine[Lock.acquire]",
                        "! IllegalStateException:cannot reuse already awaited coroutine Coroutine[Lock.acquire]: call the "
                                + "method again for another one");
    }

    @Test
    void an_acquisition_that_is_dropped_is_told_of() {
        assertThat(run(() -> {
                    lock.acquire();
                    await(sleep(ZERO));
                    log(lock);
                    return done();
                }))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("1 handler coroutine Lock.acquire was never awaited. It was dropped in "),
                        line -> assertThat(line).isEqualTo("2 Lock[unlocked]"));
    }

    // ---- cancellation

    @Test
    void cancelled_before_the_first_step_it_takes_nothing() {
        assertThat(run(() -> {
                    Task<Held> task = createTask(lock.acquire());
                    task.cancel();
                    try {
                        await(task);
                    } catch (CancelledError error) {
                        log("cancelled", lock.isLocked());
                    }
                    try (var held = await(lock.acquire())) {
                        log("free");
                    }
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly("3 cancelled false", "3 free", "3 1");
    }

    @Test
    void cancelled_while_it_waits_it_is_passed_over() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    Task<Void> b = createTask(holds("b", 0));
                    Task<Void> c = createTask(holds("c", 0));
                    await(sleep(ZERO));
                    b.cancel();
                    log("cancelled b");
                    await(sleep(ZERO));
                    lock.release();
                    await(waitAll(List.of(a, b, c)));
                    log(lock.isLocked(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 c comes",
                        "2 cancelled b",
                        "3 b cancelled",
                        "4 a has it",
                        "5 a leaves",
                        "6 c has it",
                        "7 c leaves",
                        "9 false 1");
    }

    @Test
    void the_first_is_cancelled_and_then_the_lock_released() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    Task<Void> b = createTask(holds("b", 0));
                    await(sleep(ZERO));
                    a.cancel();
                    lock.release();
                    log("both");
                    await(waitAll(List.of(a, b)));
                    log(lock.isLocked(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes", "2 b comes", "2 both", "3 a cancelled", "4 b has it", "5 b leaves", "7 false 1");
    }

    @Test
    void woken_and_then_cancelled_it_wakes_the_next() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    Task<Void> b = createTask(holds("b", 0));
                    await(sleep(ZERO));
                    lock.release();
                    a.cancel();
                    log("both");
                    await(waitAll(List.of(a, b)));
                    log(lock.isLocked(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes", "2 b comes", "2 both", "3 a cancelled", "4 b has it", "5 b leaves", "7 false 1");
    }

    @Test
    void woken_and_then_cancelled_with_nobody_behind_it_leaves_the_lock_free() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    await(sleep(ZERO));
                    lock.release();
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(lock.isLocked());
                    try (var held = await(lock.acquire())) {
                        log("free");
                    }
                    return done();
                }))
                .containsExactly("2 a comes", "3 a cancelled", "5 false", "5 free");
    }

    @Test
    void where_all_before_it_are_cancelled_a_newcomer_does_not_wait() {
        assertThat(run(() -> {
                    await(lock.acquire());
                    Task<Void> a = createTask(holds("a", 0));
                    Task<Void> b = createTask(holds("b", 0));
                    await(sleep(ZERO));
                    a.cancel();
                    b.cancel();
                    lock.release();
                    try (var held = await(lock.acquire())) {
                        log("nobody is before me");
                        await(sleep(ZERO));
                        await(sleep(ZERO));
                    }
                    log(a.isCancelled(), b.isCancelled(), lock.isLocked());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 nobody is before me",
                        "3 a cancelled",
                        "3 b cancelled",
                        "4 true true false");
    }

    @Test
    void cancelled_inside_it_releases_the_lock() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(holds("a", 5));
                    Task<Void> b = createTask(holds("b", 5));
                    await(sleep(ofSeconds(1)));
                    a.cancel();
                    await(waitAll(List.of(a, b)));
                    log(lock.isLocked());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 a has it",
                        "2 b comes",
                        "5 a cancelled",
                        "6 b has it",
                        "8 b leaves",
                        "10 false");
    }

    // ---- what it says

    @Test
    void it_says_whether_it_is_held_and_how_many_wait() {
        try (TestLoop test = TestLoop.create()) {
            assertThat(lock).hasToString("Lock[unlocked]");
            test.runUntilComplete(lock.acquire());
            assertThat(lock).hasToString("Lock[locked]");
            Task<Void> a = test.loop().createTask(holds("a", 1));
            test.loop().createTask(holds("b", 1));
            test.runReady();
            assertThat(lock).hasToString("Lock[locked, waiters=2]");
            assertThat(test.report().lines().toList())
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("Task-2 waits for Lock[locked, waiters=2]"),
                            line -> assertThat(line).isEqualTo("    at Lock.acquire"),
                            line -> assertThat(line).startsWith("    at LockIT.holds (LockIT.java:"),
                            line -> assertThat(line).isEqualTo("Task-3 waits for Lock[locked, waiters=2]"),
                            line -> assertThat(line).isEqualTo("    at Lock.acquire"),
                            line -> assertThat(line).startsWith("    at LockIT.holds (LockIT.java:"));
            a.cancel();
            lock.release();
            test.runUntilIdle();
            test.assertNoTasksLeft();
            assertThat(lock).hasToString("Lock[unlocked]");
        }
    }
}
