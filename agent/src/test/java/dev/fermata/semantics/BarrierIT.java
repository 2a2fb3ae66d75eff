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

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.sync.Barrier;
import dev.fermata.testing.TestLoop;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import org.junit.jupiter.api.Test;

/** Barriers, turn by turn. */
class BarrierIT extends Traced {
    private static String state(Barrier barrier) {
        return (barrier.isBroken() ? "broken " : "sound ") + barrier.waiting() + "/" + barrier.parties();
    }

    @Async
    private Coroutine<Void> comes(Barrier barrier, String name, int seconds) {
        if (seconds > 0) {
            await(sleep(ofSeconds(seconds)));
        }
        log(name, "comes", state(barrier));
        try {
            int number = await(barrier.waitForAll());
            log(name, "is number", number, state(barrier));
        } catch (BrokenBarrierException e) {
            log(name, "finds it broken", state(barrier));
        } catch (CancelledError error) {
            log(name, "cancelled", state(barrier));
            throw error;
        }
        return done();
    }

    private Coroutine<Void> comes(Barrier barrier, String name) {
        return comes(barrier, name, 0);
    }

    private List<Task<Void>> come(Barrier barrier, String... names) {
        return List.of(names).stream()
                .map(name -> createTask(comes(barrier, name)))
                .toList();
    }

    // ---- rounds

    @Test
    void all_go_on_when_the_last_has_come() {
        Barrier barrier = new Barrier(3);
        assertThat(run(() -> {
                    await(gather(comes(barrier, "a", 1), comes(barrier, "b", 2), comes(barrier, "c", 3)));
                    log(state(barrier), seconds());
                    return done();
                }))
                .containsExactly(
                        "4 a comes sound 0/3",
                        "6 b comes sound 1/3",
                        "8 c comes sound 2/3",
                        "8 c is number 2 sound 0/3",
                        "9 a is number 0 sound 0/3",
                        "9 b is number 1 sound 0/3",
                        "11 sound 0/3 3.0");
    }

    @Test
    void the_last_does_not_suspend() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    Task<Void> a = createTask(comes(barrier, "a"));
                    await(sleep(ZERO));
                    await(comes(barrier, "main"));
                    log("same turn", a.isDone());
                    await(a);
                    log(state(barrier));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "2 main comes sound 1/2",
                        "2 main is number 1 sound 0/2",
                        "2 same turn false",
                        "3 a is number 0 sound 0/2",
                        "4 sound 0/2");
    }

    @Test
    void a_barrier_for_one_holds_nobody_up() {
        Barrier barrier = new Barrier(1);
        assertThat(run(() -> {
                    log(await(barrier.waitForAll()), await(barrier.waitForAll()), state(barrier));
                    return done();
                }))
                .containsExactly("1 0 0 sound 0/1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Barrier(0))
                .withMessage("a barrier for 0 parties: there must be one at least");
    }

    @Async
    private Coroutine<Void> comesTwice(Barrier barrier, String name) {
        for (int i = 0; i < 2; i++) {
            await(comes(barrier, name + i));
        }
        return done();
    }

    @Test
    void it_can_be_used_again() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    await(gather(comesTwice(barrier, "a"), comesTwice(barrier, "b")));
                    return done();
                }))
                .containsExactly(
                        "2 a0 comes sound 0/2",
                        "2 b0 comes sound 1/2",
                        "2 b0 is number 1 sound 0/2",
                        "2 b1 comes sound 0/2",
                        "3 a0 is number 0 sound 0/2",
                        "3 a1 comes sound 0/2",
                        "4 b1 is number 1 sound 0/2",
                        "5 a1 is number 0 sound 0/2");
    }

    @Test
    void newcomers_wait_until_all_have_left() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    await(gather(come(barrier, "a", "b", "c", "d")));
                    log(state(barrier));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "2 b comes sound 1/2",
                        "2 b is number 1 sound 0/2",
                        "2 c comes sound 0/2",
                        "2 d comes sound 0/2",
                        "3 a is number 0 sound 0/2",
                        "4 d is number 1 sound 0/2",
                        "5 c is number 0 sound 0/2",
                        "7 sound 0/2");
    }

    // ---- abort and reset

    @Test
    void aborted_it_is_broken_for_those_who_wait_and_those_who_come() {
        Barrier barrier = new Barrier(3);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b");
                    await(sleep(ZERO));
                    await(barrier.abort());
                    log(state(barrier));
                    await(gather(waiting));
                    await(comes(barrier, "late"));
                    log(state(barrier));
                    await(barrier.reset());
                    log(state(barrier));
                    await(gather(come(barrier, "d", "e", "f")));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/3",
                        "2 b comes sound 1/3",
                        "2 broken 0/3",
                        "3 a finds it broken broken 0/3",
                        "3 b finds it broken broken 0/3",
                        "5 late comes broken 0/3",
                        "5 late finds it broken broken 0/3",
                        "5 broken 0/3",
                        "5 sound 0/3",
                        "6 d comes sound 0/3",
                        "6 e comes sound 1/3",
                        "6 f comes sound 2/3",
                        "6 f is number 2 sound 0/3",
                        "7 d is number 0 sound 0/3",
                        "7 e is number 1 sound 0/3");
    }

    @Test
    void reset_it_sends_those_away_who_wait_and_takes_newcomers_when_they_have_left() {
        Barrier barrier = new Barrier(3);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b");
                    await(sleep(ZERO));
                    await(barrier.reset());
                    log(state(barrier));
                    Task<Void> c = createTask(comes(barrier, "c"));
                    await(gather(waiting));
                    log(state(barrier), c.isDone());
                    await(gather(come(barrier, "d", "e")));
                    log(state(barrier));
                    await(c);
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/3",
                        "2 b comes sound 1/3",
                        "2 sound 0/3",
                        "3 a finds it broken sound 0/3",
                        "3 b finds it broken sound 0/3",
                        "3 c comes sound 0/3",
                        "5 sound 1/3 false",
                        "6 d comes sound 1/3",
                        "6 e comes sound 2/3",
                        "6 e is number 2 sound 0/3",
                        "7 c is number 0 sound 0/3",
                        "7 d is number 1 sound 0/3",
                        "9 sound 0/3");
    }

    @Test
    void reset_while_nobody_waits_changes_nothing() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    await(barrier.reset());
                    log(state(barrier));
                    await(gather(comes(barrier, "a"), comes(barrier, "b")));
                    return done();
                }))
                .containsExactly(
                        "1 sound 0/2",
                        "2 a comes sound 0/2",
                        "2 b comes sound 1/2",
                        "2 b is number 1 sound 0/2",
                        "3 a is number 0 sound 0/2");
    }

    @Test
    void reset_while_they_leave_it_sends_away_who_has_not_left() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    Task<Void> a = createTask(comes(barrier, "a"));
                    await(sleep(ZERO));
                    Task<Void> x = createTask(comes(barrier, "x"));
                    Task<Void> reset = createTask(barrier.reset());
                    await(gather(a, x, reset));
                    log(state(barrier));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "3 x comes sound 1/2",
                        "3 x is number 1 sound 0/2",
                        "4 a finds it broken sound 0/2",
                        "6 sound 0/2");
    }

    @Test
    void it_may_be_reset_twice() {
        Barrier barrier = new Barrier(3);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b");
                    await(sleep(ZERO));
                    await(barrier.reset());
                    await(barrier.reset());
                    await(gather(waiting));
                    log(state(barrier));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/3",
                        "2 b comes sound 1/3",
                        "3 a finds it broken sound 0/3",
                        "3 b finds it broken sound 0/3",
                        "5 sound 0/3");
    }

    @Test
    void aborted_while_they_leave_it_is_broken_for_who_has_not_left() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b");
                    await(sleep(ZERO));
                    await(barrier.abort());
                    log(state(barrier));
                    await(gather(waiting));
                    log(state(barrier));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "2 b comes sound 1/2",
                        "2 b is number 1 sound 0/2",
                        "2 broken 0/2",
                        "3 a finds it broken broken 0/2",
                        "5 broken 0/2");
    }

    // ---- cancellation

    @Test
    void cancelled_before_the_first_step_it_does_not_count() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    Task<Integer> task = createTask(barrier.waitForAll());
                    task.cancel();
                    await(waitAll(List.of(task)));
                    log(task.isCancelled(), state(barrier));
                    return done();
                }))
                .containsExactly("4 true sound 0/2");
    }

    @Test
    void cancelled_while_it_waits_it_counts_no_more() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    Task<Void> a = createTask(comes(barrier, "a"));
                    await(sleep(ZERO));
                    a.cancel();
                    await(waitAll(List.of(a)));
                    log(state(barrier));
                    await(gather(comes(barrier, "b"), comes(barrier, "c")));
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "3 a cancelled sound 0/2",
                        "5 sound 0/2",
                        "6 b comes sound 0/2",
                        "6 c comes sound 1/2",
                        "6 c is number 1 sound 0/2",
                        "7 b is number 0 sound 0/2",
                        "9 1");
    }

    @Test
    void cancelled_when_all_have_come_it_leaves_like_the_others() {
        Barrier barrier = new Barrier(3);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b", "c");
                    await(sleep(ZERO));
                    waiting.get(0).cancel();
                    log("cancelled a");
                    await(waitAll(waiting));
                    log(waiting.get(0).isCancelled(), state(barrier));
                    await(gather(comes(barrier, "d"), comes(barrier, "e"), comes(barrier, "f")));
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/3",
                        "2 b comes sound 1/3",
                        "2 c comes sound 2/3",
                        "2 c is number 2 sound 0/3",
                        "2 cancelled a",
                        "3 a cancelled sound 0/3",
                        "3 b is number 1 sound 0/3",
                        "5 true sound 0/3",
                        "6 d comes sound 0/3",
                        "6 e comes sound 1/3",
                        "6 f comes sound 2/3",
                        "6 f is number 2 sound 0/3",
                        "7 d is number 0 sound 0/3",
                        "7 e is number 1 sound 0/3");
    }

    @Test
    void a_newcomer_that_is_cancelled_leaves_nothing_behind() {
        Barrier barrier = new Barrier(2);
        assertThat(run(() -> {
                    List<Task<Void>> waiting = come(barrier, "a", "b", "c");
                    await(sleep(ZERO));
                    waiting.get(2).cancel();
                    await(waitAll(waiting));
                    log(state(barrier), allTasks().size());
                    return done();
                }))
                .containsExactly(
                        "2 a comes sound 0/2",
                        "2 b comes sound 1/2",
                        "2 b is number 1 sound 0/2",
                        "2 c comes sound 0/2",
                        "3 a is number 0 sound 0/2",
                        "3 c cancelled sound 0/2",
                        "5 sound 0/2 1");
    }

    // ---- what it says

    @Test
    void it_says_what_it_is_doing_and_how_many_wait() {
        Barrier barrier = new Barrier(3);
        assertThat(barrier).hasToString("Barrier[filling, waiters=0/3]");
        try (TestLoop test = TestLoop.create()) {
            test.loop().createTask(comes(barrier, "a"));
            test.runReady();
            assertThat(test.report())
                    .startsWith("Task-1 waits for Barrier[filling, waiters=1/3]\n    at Condition.waitForSignal\n"
                            + "    at Condition.waitFor\n    at Barrier.waitForAll\n    at BarrierIT.comes (");
            test.loop().createTask(barrier.abort());
            test.runUntilIdle();
            test.assertNoTasksLeft();
            assertThat(barrier).hasToString("Barrier[broken]");
        }
    }
}
