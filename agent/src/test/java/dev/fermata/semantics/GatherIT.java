package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.gatherOutcomes;
import static dev.fermata.Asyncio.shield;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.Outcome;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.util.List;
import org.junit.jupiter.api.Test;

/** gather and shield, turn by turn. */
class GatherIT extends Traced {
    @Async
    private Coroutine<Void> expectFailure(Future<?> future) {
        try {
            await(future);
        } catch (IllegalArgumentException e) {
            log(e);
        }
        return done();
    }

    @Async
    private Coroutine<Void> expectCancelled(Future<?> future) {
        try {
            log(await(future));
        } catch (CancelledError error) {
            log("main", error, future.isCancelled());
        }
        return done();
    }

    // ---- gather

    @Test
    void results_come_in_the_order_of_the_arguments() {
        assertThat(run(() -> {
                    Task<String> task = createTask(child("t", 1));
                    log(await(gather(child("a", 2), task, child("b", 1))));
                    log(await(gather()));
                    return done();
                }))
                .containsExactly(
                        "2 t starts",
                        "2 a starts",
                        "2 b starts",
                        "4 t ends",
                        "4 b ends",
                        "7 a ends",
                        "9 [a, t, b]",
                        "9 []");
    }

    @Test
    void the_first_error_arrives_and_the_siblings_go_on() {
        assertThat(run(() -> {
                    await(expectFailure(gather(
                            failing("a", 1, failure("first")), child("b", 2), failing("c", 3, failure("second")))));
                    await(sleep(ofSeconds(5)));
                    log("end");
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "2 b starts",
                        "2 c starts",
                        "4 a ends",
                        "6 IllegalArgumentException:first",
                        "8 b ends",
                        "11 c ends",
                        "14 end");
    }

    @Test
    void outcomes_hold_the_exceptions() {
        assertThat(run(() -> {
                    List<Outcome<String>> outcomes =
                            await(gatherOutcomes(failing("a", 1, failure("first")), child("b", 2)));
                    log(outcomes.get(0).exception(), outcomes.get(1).get());
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "2 b starts", "4 a ends", "7 b ends", "9 IllegalArgumentException:first b");
    }

    @Async
    private Coroutine<Void> gathers() {
        try {
            await(gather(child("a", 5), child("b", 6)));
        } catch (CancelledError error) {
            log("p", error);
            throw error;
        }
        return done();
    }

    @Test
    void cancelling_who_awaits_it_cancels_all_children() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(gathers());
                    await(sleep(ofSeconds(1)));
                    task.cancel("m");
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "3 a starts",
                        "3 b starts",
                        "6 a cancelled",
                        "6 b cancelled",
                        "8 p CancelledError:m",
                        "9 main CancelledError:m true");
    }

    @Test
    void after_it_has_failed_cancelling_does_nothing() {
        assertThat(run(() -> {
                    Future<List<String>> all = gather(failing("a", 1, failure("v")), child("b", 3));
                    await(expectFailure(all));
                    log(all.cancel());
                    await(sleep(ofSeconds(5)));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "2 b starts", "4 a ends", "6 IllegalArgumentException:v", "6 false", "8 b ends");
    }

    @Test
    void cancelled_it_ends_at_the_first_child_that_does() {
        assertThat(run(() -> {
                    Future<List<String>> all = gather(swallowing(), child("b", 6));
                    await(sleep(ofSeconds(1)));
                    log(all.cancel());
                    await(expectCancelled(all));
                    await(sleep(ofSeconds(3)));
                    return done();
                }))
                .containsExactly("2 b starts", "4 true", "5 swallowed", "5 b cancelled", "7 main CancelledError false");
    }

    @Test
    void cancelled_outcomes_wait_for_all_and_still_end_cancelled() {
        assertThat(run(() -> {
                    Future<?> all = gatherOutcomes(swallowing(), child("b", 6));
                    await(sleep(ofSeconds(1)));
                    log(all.cancel());
                    await(expectCancelled(all));
                    return done();
                }))
                .containsExactly(
                        "2 b starts", "4 true", "5 swallowed", "5 b cancelled", "10 main CancelledError false");
    }

    @Test
    void a_child_that_is_cancelled_counts_as_an_error() {
        assertThat(run(() -> {
                    Task<String> a = createTask(child("a", 5));
                    Task<String> b = createTask(child("b", 6));
                    Future<List<String>> all = gather(a, b);
                    await(sleep(ofSeconds(1)));
                    a.cancel();
                    await(expectCancelled(all));
                    log(currentTask().cancelling());
                    await(sleep(ofSeconds(9)));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "2 b starts", "5 a cancelled", "7 main CancelledError false", "7 0", "9 b ends");
    }

    @Test
    void the_outcome_of_a_child_that_is_cancelled_is_the_error() {
        assertThat(run(() -> {
                    Task<String> a = createTask(child("a", 5));
                    Task<String> b = createTask(child("b", 6));
                    Future<List<Outcome<String>>> all = gatherOutcomes(a, b);
                    await(sleep(ofSeconds(1)));
                    a.cancel();
                    List<Outcome<String>> outcomes = await(all);
                    log(outcomes.get(0).exception(), outcomes.get(1));
                    return done();
                }))
                .containsExactly("2 a starts", "2 b starts", "5 a cancelled", "8 b ends", "10 CancelledError b");
    }

    @Test
    void futures_that_are_done_take_no_hop() {
        assertThat(run(() -> {
                    Task<String> a = createTask(sleep(ZERO, "a"));
                    Task<String> b = createTask(sleep(ZERO, "b"));
                    await(sleep(ofSeconds(1)));
                    log("x");
                    log(await(gather(a, b)));
                    return done();
                }))
                .containsExactly("5 x", "5 [a, b]");
    }

    @Test
    void a_failed_future_makes_it_fail_at_once() {
        assertThat(run(() -> {
                    Task<String> a = createTask(failing("a", 0, failure("v")));
                    await(sleep(ofSeconds(1)));
                    log("x");
                    await(expectFailure(gather(a, child("b", 1))));
                    await(sleep(ofSeconds(3)));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "3 a ends", "5 x", "5 IllegalArgumentException:v", "6 b starts", "8 b ends");
    }

    @Test
    void a_duplicate_is_awaited_once() {
        assertThat(run(() -> {
                    Coroutine<String> coroutine = child("a", 1);
                    log(await(gather(coroutine, coroutine)));
                    Task<String> task = createTask(child("t", 1));
                    log(await(gather(task, task, sleep(ofSeconds(1), "s"))));
                    return done();
                }))
                .containsExactly("2 a starts", "4 a ends", "6 [a, a]", "7 t starts", "9 t ends", "11 [t, t, s]");
    }

    @Test
    void coroutines_become_tasks() {
        assertThat(run(() -> {
                    log(allTasks().size());
                    Future<List<String>> all = gather(child("a", 1), child("b", 1));
                    log(allTasks().size());
                    await(all);
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly("1 1", "1 3", "2 a starts", "2 b starts", "4 a ends", "4 b ends", "6 1");
    }

    @Test
    void gathering_what_is_gathered() {
        assertThat(run(() -> {
                    log(await(gather(gather(child("a", 1), child("b", 2)), child("c", 1))));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "2 b starts", "2 c starts", "4 a ends", "4 c ends", "7 b ends", "10 [[a, b], c]");
    }

    // ---- shield

    @Async
    private Coroutine<Void> shields(Task<String> inner) {
        try {
            log(await(shield(inner)));
        } catch (CancelledError error) {
            log("w cancelled");
            throw error;
        }
        return done();
    }

    @Test
    void cancelling_the_outer_leaves_the_inner_running() {
        assertThat(run(() -> {
                    Task<String> inner = createTask(child("i", 3));
                    Task<Void> task = createTask(shields(inner));
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    await(expectCancelled(task));
                    log(inner.isCancelled());
                    log(await(inner));
                    return done();
                }))
                .containsExactly(
                        "2 i starts", "5 w cancelled", "6 main CancelledError true", "6 false", "8 i ends", "9 i");
    }

    @Test
    void cancelling_the_inner_cancels_the_outer() {
        assertThat(run(() -> {
                    Task<String> inner = createTask(child("i", 3));
                    Future<String> outer = shield(inner);
                    await(sleep(ofSeconds(1)));
                    inner.cancel();
                    await(expectCancelled(outer));
                    log(currentTask().cancelling());
                    return done();
                }))
                .containsExactly("2 i starts", "5 i cancelled", "7 main CancelledError true", "7 0");
    }

    @Test
    void a_done_inner_is_returned_itself() {
        assertThat(run(() -> {
                    Task<String> inner = createTask(child("i", 0));
                    await(sleep(ofSeconds(1)));
                    log(shield(inner) == inner);
                    return done();
                }))
                .containsExactly("2 i starts", "3 i ends", "5 true");
    }

    @Test
    void values_and_errors_pass_a_shield() {
        assertThat(run(() -> {
                    log(await(shield(child("a", 1))));
                    await(expectFailure(shield(failing("b", 1, failure("v")))));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "4 a ends", "6 a", "7 b starts", "9 b ends", "11 IllegalArgumentException:v");
    }

    @Test
    void an_error_of_the_inner_after_the_outer_was_cancelled_is_still_there() {
        assertThat(run(() -> {
                    Task<String> inner = createTask(failing("i", 3, failure("v")));
                    Future<String> outer = shield(inner);
                    await(sleep(ofSeconds(1)));
                    outer.cancel();
                    await(sleep(ofSeconds(5)));
                    log(inner.isDone());
                    await(expectFailure(inner));
                    return done();
                }))
                .containsExactly("2 i starts", "7 i ends", "9 true", "9 IllegalArgumentException:v");
    }
}
