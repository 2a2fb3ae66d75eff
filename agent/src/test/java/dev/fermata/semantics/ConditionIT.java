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
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Condition;
import dev.fermata.sync.Lock;
import dev.fermata.testing.TestLoop;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Conditions, turn by turn. */
class ConditionIT extends Traced {
    private final Condition condition = new Condition();
    private int value;

    /** Waits for a signal under the lock. */
    @Async
    private Coroutine<Void> waits(Condition condition, String name) {
        try {
            try (var held = await(condition.acquire())) {
                log(name, "waits");
                try {
                    await(condition.waitForSignal());
                } finally {
                    log(name, "goes on", condition.isLocked());
                }
            }
            log(name, "leaves");
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    private Coroutine<Void> waits(String name) {
        return waits(condition, name);
    }

    @Async
    private Coroutine<Void> holds(String name, int seconds) {
        log(name, "comes");
        try (var held = await(condition.acquire())) {
            log(name, "has it");
            await(sleep(ofSeconds(seconds)));
        }
        log(name, "leaves");
        return done();
    }

    // ---- signals

    @Test
    void a_signal_wakes_the_first_that_waits() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ofSeconds(1)));
                    try (var held = await(condition.acquire())) {
                        log(condition.isLocked());
                        condition.signal();
                        log("one");
                    }
                    await(a);
                    log(b.isDone());
                    try (var held = await(condition.acquire())) {
                        condition.signal(5);
                        log("the other");
                    }
                    await(b);
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "4 true",
                        "4 one",
                        "5 a goes on true",
                        "5 a leaves",
                        "6 false",
                        "6 the other",
                        "7 b goes on true",
                        "7 b leaves");
    }

    @Test
    void all_that_are_woken_get_the_lock_one_after_the_other() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    Task<Void> c = createTask(waits("c"));
                    await(sleep(ofSeconds(1)));
                    try (var held = await(condition.acquire())) {
                        condition.signalAll();
                        log("all");
                        await(sleep(ZERO));
                        log("still inside");
                    }
                    await(gather(a, b, c));
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "2 c waits",
                        "4 all",
                        "5 still inside",
                        "6 a goes on true",
                        "6 a leaves",
                        "7 b goes on true",
                        "7 b leaves",
                        "8 c goes on true",
                        "8 c leaves");
    }

    @Test
    void a_signal_for_nobody_is_lost() {
        assertThat(run(() -> {
                    try (var held = await(condition.acquire())) {
                        condition.signal();
                        condition.signalAll();
                        condition.signal(0);
                        log("nobody");
                    }
                    Task<Void> a = createTask(waits("a"));
                    await(sleep(ZERO));
                    try (var held = await(condition.acquire())) {
                        condition.signal(0);
                        log("none");
                    }
                    await(sleep(ZERO));
                    log(a.isDone());
                    try (var held = await(condition.acquire())) {
                        condition.signal(1);
                    }
                    await(a);
                    return done();
                }))
                .containsExactly("1 nobody", "2 a waits", "2 none", "3 false", "4 a goes on true", "4 a leaves");
    }

    @Test
    void waiting_for_a_predicate_looks_again_at_each_signal() {
        assertThat(run(() -> {
                    await(waitsForNothing());
                    Task<Void> task = createTask(waitsForTwo());
                    await(sleep(ZERO));
                    for (int i = 0; i < 2; i++) {
                        try (var held = await(condition.acquire())) {
                            value++;
                            condition.signalAll();
                        }
                        await(sleep(ZERO));
                        await(sleep(ZERO));
                    }
                    await(task);
                    return done();
                }))
                .containsExactly("1 at once", "2 looks", "2 predicate 0", "3 predicate 1", "5 predicate 2", "5 true");
    }

    @Async
    private Coroutine<Void> waitsForNothing() {
        try (var held = await(condition.acquire())) {
            await(condition.waitFor(() -> true));
            log("at once");
        }
        return done();
    }

    @Async
    private Coroutine<Void> waitsForTwo() {
        try (var held = await(condition.acquire())) {
            log("looks");
            await(condition.waitFor(() -> {
                log("predicate", value);
                return value > 1;
            }));
            log(true);
        }
        return done();
    }

    @Test
    void what_the_predicate_throws_leaves_the_wait() {
        assertThat(run(() -> {
                    try (var held = await(condition.acquire())) {
                        await(condition.waitFor(() -> {
                            throw failure("x");
                        }));
                    } catch (IllegalArgumentException e) {
                        log("failed", condition.isLocked());
                    }
                    return done();
                }))
                .containsExactly("1 failed false");
    }

    @Test
    void without_the_lock_there_are_no_signals() {
        assertThat(run(() -> {
                    for (Runnable action :
                            List.<Runnable>of(condition::signal, condition::signalAll, condition::release)) {
                        try {
                            action.run();
                        } catch (IllegalStateException e) {
                            log("refused");
                        }
                    }
                    try {
                        await(condition.waitForSignal());
                    } catch (IllegalStateException e) {
                        log("refused", condition.isLocked());
                    }
                    return done();
                }))
                .containsExactly("1 refused", "1 refused", "1 refused", "1 refused false");
        assertThatIllegalStateException()
                .isThrownBy(condition::signal)
                .withMessage("signal() was called, but nobody holds the lock: Condition[unlocked]");
    }

    @Test
    void conditions_may_share_a_lock() {
        Lock lock = new Lock();
        Condition full = new Condition(lock);
        Condition empty = new Condition(lock);
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits(full, "full"));
                    Task<Void> b = createTask(waits(empty, "empty"));
                    await(sleep(ZERO));
                    try (var held = await(lock.acquire())) {
                        log(full.isLocked(), empty.isLocked());
                        empty.signal();
                    }
                    await(b);
                    log(a.isDone());
                    a.cancel();
                    await(waitAll(List.of(a)));
                    return done();
                }))
                .containsExactly(
                        "2 full waits",
                        "2 empty waits",
                        "2 true true",
                        "3 empty goes on true",
                        "3 empty leaves",
                        "4 false",
                        "5 full goes on true",
                        "5 full cancelled");
    }

    // ---- cancellation

    @Test
    void cancelled_before_the_first_step_it_does_not_release_the_lock() {
        assertThat(run(() -> {
                    await(condition.acquire());
                    Task<Void> task = createTask(condition.waitForSignal());
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled(), condition.isLocked());
                    return done();
                }))
                .containsExactly("4 true true");
    }

    @Test
    void cancelled_while_it_waits_it_takes_the_lock_again_and_wakes_the_next() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(condition.isLocked(), b.isDone());
                    await(sleep(ZERO));
                    await(sleep(ZERO));
                    log(b.isDone(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "3 a goes on true",
                        "3 a cancelled",
                        "4 b goes on true",
                        "4 b leaves",
                        "5 false true",
                        "7 true 1");
    }

    @Test
    void cancelled_while_somebody_holds_the_lock_it_waits_for_that() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    await(sleep(ZERO));
                    Task<Void> h = createTask(holds("h", 3));
                    await(sleep(ZERO));
                    a.cancel();
                    log("cancelled");
                    await(waitAll(List.of(a)));
                    log(seconds());
                    await(h);
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "3 h comes",
                        "3 h has it",
                        "3 cancelled",
                        "6 h leaves",
                        "7 a goes on true",
                        "7 a cancelled",
                        "9 3.0");
    }

    @Test
    void a_signal_behind_a_cancellation_goes_to_the_next() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    try (var held = await(condition.acquire())) {
                        a.cancel();
                        condition.signal();
                        log("both");
                    }
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), b.isCancelled(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "2 both",
                        "3 a goes on true",
                        "3 a cancelled",
                        "3 b goes on true",
                        "3 b leaves",
                        "5 true false 1");
    }

    @Test
    void a_signal_before_a_cancellation_goes_to_the_next() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    try (var held = await(condition.acquire())) {
                        condition.signal();
                        a.cancel();
                        log("both");
                    }
                    await(waitAll(List.of(a, b)));
                    log(a.isCancelled(), b.isCancelled(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "2 both",
                        "3 a goes on true",
                        "3 a cancelled",
                        "4 b goes on true",
                        "4 b leaves",
                        "6 true false 1");
    }

    @Test
    void cancelled_while_it_takes_the_lock_again_it_still_waits_for_that_and_the_last_error_counts() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    Task<Void> b = createTask(waits("b"));
                    await(sleep(ZERO));
                    try (var held = await(condition.acquire())) {
                        condition.signal();
                        await(sleep(ofSeconds(1)));
                        log("first");
                        a.cancel("one");
                        await(sleep(ofSeconds(1)));
                        log("second");
                        a.cancel("two");
                        await(sleep(ofSeconds(1)));
                        log("release");
                    }
                    try {
                        await(a);
                    } catch (CancelledError error) {
                        log(error, a.cancelling());
                    }
                    await(b);
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "5 first",
                        "8 second",
                        "11 release",
                        "12 a goes on true",
                        "12 a cancelled",
                        "13 b goes on true",
                        "13 b leaves",
                        "13 CancelledError:two 2",
                        "13 1");
    }

    @Test
    void cancelled_when_the_lock_is_promised_to_it_it_asks_for_it_once_more() {
        assertThat(run(() -> {
                    Task<Void> a = createTask(waits("a"));
                    await(sleep(ZERO));
                    try (var held = await(condition.acquire())) {
                        condition.signal();
                        await(sleep(ZERO));
                        await(sleep(ZERO));
                    }
                    a.cancel();
                    log("cancelled", condition.isLocked());
                    await(waitAll(List.of(a)));
                    log(a.isCancelled(), condition.isLocked(), seconds());
                    return done();
                }))
                .containsExactly(
                        "2 a waits", "4 cancelled false", "5 a goes on true", "5 a cancelled", "7 true false 0.0");
    }

    @Test
    void after_a_timeout_the_lock_is_held_again() {
        assertThat(run(() -> {
                    try (var held = await(condition.acquire())) {
                        try {
                            await(waitFor(condition.waitForSignal(), ofSeconds(1)));
                        } catch (TimeoutException e) {
                            log("time is out", condition.isLocked(), seconds());
                        }
                    }
                    log(condition.isLocked());
                    return done();
                }))
                .containsExactly("3 time is out true 1.0", "3 false");
    }

    // ---- what it says

    @Test
    void it_says_whether_the_lock_is_held_and_how_many_wait() {
        try (TestLoop test = TestLoop.create()) {
            test.loop().createTask(waits("a"));
            test.runReady();
            assertThat(condition).hasToString("Condition[unlocked, waiters=1]");
            assertThat(test.report())
                    .startsWith("Task-1 waits for a signal of Condition[unlocked, waiters=1]\n"
                            + "    at Condition.waitForSignal\n    at ConditionIT.waits (");
            test.runUntilComplete(condition.acquire());
            assertThat(condition).hasToString("Condition[locked, waiters=1]");
            condition.signal();
            test.runReady();
            assertThat(test.report())
                    .startsWith("Task-1 waits for Lock[locked, waiters=1]\n    at Lock.acquire\n"
                            + "    at Condition.waitForSignal\n    at ConditionIT.waits (");
            condition.release();
            test.runUntilIdle();
            test.assertNoTasksLeft();
        }
    }
}
