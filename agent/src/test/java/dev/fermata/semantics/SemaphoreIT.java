package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.BoundedSemaphore;
import dev.fermata.sync.Held;
import dev.fermata.sync.Semaphore;
import dev.fermata.testing.TestLoop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Semaphores, turn by turn. */
class SemaphoreIT extends Traced {
    /** Has a permit for some seconds; for none, it lets the loop turn once. */
    @Async
    private Coroutine<Void> holds(Semaphore semaphore, String name, int seconds) {
        log(name, "comes");
        try {
            try (var held = await(semaphore.acquire())) {
                log(name, "is in");
                await(sleep(ofSeconds(seconds)));
            }
            log(name, "leaves");
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    // ---- permits

    @Test
    void as_many_tasks_as_there_are_permits_are_in_at_once() {
        Semaphore semaphore = new Semaphore(2);
        assertThat(run(() -> {
                    log(semaphore.isLocked());
                    await(gather(
                            holds(semaphore, "a", 1),
                            holds(semaphore, "b", 1),
                            holds(semaphore, "c", 1),
                            holds(semaphore, "d", 1)));
                    log(semaphore.isLocked(), seconds());
                    return done();
                }))
                .containsExactly(
                        "1 false",
                        "2 a comes",
                        "2 a is in",
                        "2 b comes",
                        "2 b is in",
                        "2 c comes",
                        "2 d comes",
                        "4 a leaves",
                        "4 b leaves",
                        "5 c is in",
                        "5 d is in",
                        "7 c leaves",
                        "7 d leaves",
                        "9 false 2.0");
    }

    @Test
    void it_begins_with_one_permit() {
        Semaphore semaphore = new Semaphore();
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    log(semaphore.isLocked());
                    semaphore.release();
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly("1 true", "1 false");
    }

    @Test
    void it_may_begin_with_none() {
        Semaphore semaphore = new Semaphore(0);
        assertThat(run(() -> {
                    Task<Void> task = createTask(holds(semaphore, "a", 0));
                    await(sleep(ZERO));
                    log(semaphore.isLocked());
                    semaphore.release();
                    await(task);
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly("2 a comes", "2 true", "3 a is in", "4 a leaves", "5 false");
    }

    @Test
    void a_release_without_an_acquisition_adds_a_permit() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    semaphore.release();
                    semaphore.release();
                    for (int i = 0; i < 3; i++) {
                        await(semaphore.acquire());
                    }
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly("1 true");
    }

    @Test
    void newcomers_queue_behind_those_who_were_woken_even_if_there_are_permits() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    Task<Void> a = createTask(holds(semaphore, "a", 1));
                    await(sleep(ZERO));
                    semaphore.release();
                    semaphore.release();
                    log("released", semaphore.isLocked());
                    await(holds(semaphore, "main", 1));
                    log(semaphore.isLocked());
                    await(a);
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 released true",
                        "2 main comes",
                        "3 a is in",
                        "4 main is in",
                        "6 a leaves",
                        "6 main leaves",
                        "6 false");
    }

    @Test
    void permits_that_are_released_in_one_turn_go_to_one_task_each() {
        Semaphore semaphore = new Semaphore(0);
        assertThat(run(() -> {
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    Task<Void> b = createTask(holds(semaphore, "b", 0));
                    Task<Void> c = createTask(holds(semaphore, "c", 0));
                    await(sleep(ZERO));
                    semaphore.release();
                    semaphore.release();
                    log("two");
                    await(sleep(ZERO));
                    log("three");
                    semaphore.release();
                    await(gather(a, b, c));
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 c comes",
                        "2 two",
                        "3 a is in",
                        "3 b is in",
                        "3 three",
                        "4 a leaves",
                        "4 b leaves",
                        "4 c is in",
                        "5 c leaves",
                        "7 false");
    }

    @Test
    void what_is_held_is_given_back_once() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    Held held = await(semaphore.acquire());
                    held.close();
                    held.close();
                    log(semaphore);
                    return done();
                }))
                .containsExactly("1 Semaphore[unlocked, value=1]");
    }

    @Test
    void it_does_not_begin_with_less_than_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Semaphore(-1))
                .withMessage("the first value of a semaphore is -1: it must not be negative");
    }

    // ---- cancellation

    @Test
    void cancelled_before_the_first_step_it_takes_nothing() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    Task<Held> task = createTask(semaphore.acquire());
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled(), semaphore.isLocked());
                    return done();
                }))
                .containsExactly("4 true false");
    }

    @Test
    void cancelled_while_it_waits_it_is_passed_over() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    Task<Void> b = createTask(holds(semaphore, "b", 0));
                    Task<Void> c = createTask(holds(semaphore, "c", 0));
                    await(sleep(ZERO));
                    b.cancel();
                    semaphore.release();
                    await(waitAll(List.of(a, b, c)));
                    log(semaphore.isLocked(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 c comes",
                        "3 b cancelled",
                        "3 a is in",
                        "4 a leaves",
                        "5 c is in",
                        "6 c leaves",
                        "8 false 1");
    }

    @Test
    void the_first_is_cancelled_and_the_others_get_the_permits() {
        Semaphore semaphore = new Semaphore(0);
        assertThat(run(() -> {
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    Task<Void> b = createTask(holds(semaphore, "b", 0));
                    Task<Void> c = createTask(holds(semaphore, "c", 0));
                    await(sleep(ZERO));
                    a.cancel();
                    semaphore.release();
                    semaphore.release();
                    await(waitAll(List.of(a, b, c)));
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 c comes",
                        "3 a cancelled",
                        "3 b is in",
                        "3 c is in",
                        "4 b leaves",
                        "4 c leaves",
                        "6 false");
    }

    @Test
    void woken_and_then_cancelled_it_gives_the_permit_on() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    Task<Void> b = createTask(holds(semaphore, "b", 0));
                    await(sleep(ZERO));
                    semaphore.release();
                    a.cancel();
                    log("both");
                    await(waitAll(List.of(a, b)));
                    log(semaphore.isLocked(), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes", "2 b comes", "2 both", "3 a cancelled", "4 b is in", "5 b leaves", "7 false 1");
    }

    @Test
    void woken_and_then_cancelled_with_nobody_behind_it_gives_the_permit_back() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    await(sleep(ZERO));
                    semaphore.release();
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly("2 a comes", "3 a cancelled", "5 false");
    }

    @Test
    void nobody_queues_behind_those_who_are_cancelled() {
        Semaphore semaphore = new Semaphore(1);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    Task<Void> a = createTask(holds(semaphore, "a", 0));
                    Task<Void> b = createTask(holds(semaphore, "b", 0));
                    await(sleep(ZERO));
                    a.cancel();
                    b.cancel();
                    log(semaphore.isLocked());
                    semaphore.release();
                    log(semaphore.isLocked());
                    await(holds(semaphore, "main", 0));
                    log(a.isDone(), b.isDone());
                    return done();
                }))
                .containsExactly(
                        "2 a comes",
                        "2 b comes",
                        "2 true",
                        "2 false",
                        "2 main comes",
                        "2 main is in",
                        "3 a cancelled",
                        "3 b cancelled",
                        "3 main leaves",
                        "3 true true");
    }

    // ---- bounded

    @Test
    void a_bounded_semaphore_has_never_more_permits_than_at_first() {
        Semaphore semaphore = new BoundedSemaphore(2);
        assertThat(run(() -> {
                    await(semaphore.acquire());
                    semaphore.release();
                    try {
                        semaphore.release();
                    } catch (IllegalStateException e) {
                        log("refused", semaphore.isLocked());
                    }
                    try (var one = await(semaphore.acquire());
                            var two = await(semaphore.acquire())) {
                        log(semaphore.isLocked());
                    }
                    log(semaphore.isLocked());
                    return done();
                }))
                .containsExactly("1 refused false", "1 true", "1 false");
        assertThatIllegalStateException()
                .isThrownBy(new BoundedSemaphore()::release)
                .withMessage("the semaphore is released more often than it was acquired: "
                        + "BoundedSemaphore[unlocked, value=1] began with 1");
    }

    // ---- what it says

    @Test
    void it_says_how_many_permits_there_are_and_how_many_wait() {
        Semaphore semaphore = new Semaphore(2);
        assertThat(semaphore).hasToString("Semaphore[unlocked, value=2]");
        try (TestLoop test = TestLoop.create()) {
            test.loop().createTask(holds(semaphore, "a", 1));
            test.loop().createTask(holds(semaphore, "b", 1));
            test.loop().createTask(holds(semaphore, "c", 1));
            test.runReady();
            assertThat(semaphore).hasToString("Semaphore[locked, waiters=1]");
            assertThat(test.report())
                    .contains(
                            "Task-3 waits for a permit of Semaphore[locked, waiters=1]\n    at Semaphore.acquire\n    at "
                                    + "SemaphoreIT.holds (");
            test.runUntilIdle();
            test.assertNoTasksLeft();
            assertThat(semaphore).hasToString("Semaphore[unlocked, value=2]");
        }
    }
}
