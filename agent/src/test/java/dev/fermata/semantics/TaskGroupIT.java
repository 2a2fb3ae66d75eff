package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.ExceptionGroup;
import dev.fermata.Task;
import dev.fermata.TaskGroup;
import dev.fermata.annotation.Async;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Task groups, turn by turn. */
class TaskGroupIT extends Traced {
    @Async
    private Coroutine<Void> expectGroup(Coroutine<?> scope) {
        try {
            await(scope);
        } catch (ExceptionGroup group) {
            log(
                    group.exceptions().stream().map(Traced::error).toList(),
                    currentTask().cancelling());
        }
        return done();
    }

    @Async
    private Coroutine<Void> expectCancelled(Task<?> task) {
        try {
            await(task);
        } catch (CancelledError error) {
            log("main", error);
        }
        return done();
    }

    /** When it is cancelled, it sleeps and fails. */
    @Async
    private static Coroutine<Void> failsLate(String name, int seconds) {
        try {
            await(sleep(ofSeconds(9)));
        } catch (CancelledError error) {
            if (seconds > 0) {
                await(sleep(ofSeconds(seconds)));
            }
            throw failure(name);
        }
        return done();
    }

    // ---- the end of the scope

    @Test
    void the_scope_ends_when_all_its_tasks_have() {
        assertThat(run(() -> {
                    String results = await(taskGroup(group -> {
                        Task<String> a = group.createTask(cleaning("a", 1));
                        Task<String> b = group.createTask(cleaning("b", 2));
                        log("body");
                        return done(a.name() + b.name());
                    }));
                    log(results, seconds());
                    return done();
                }))
                .containsExactly(
                        "1 body", "2 a starts", "2 b starts", "4 a finally", "7 b finally", "9 Task-2Task-3 2.0");
    }

    @Test
    void an_empty_scope_does_not_suspend() {
        assertThat(run(() -> {
                    log("x");
                    await(taskGroup(group -> done()));
                    log("y");
                    return done();
                }))
                .containsExactly("1 x", "1 y");
    }

    @Async
    private Coroutine<Void> spawnsNext(TaskGroup group, int left) {
        await(sleep(ofSeconds(1)));
        log("c", left);
        if (left > 0) {
            group.createTask(spawnsNext(group, left - 1));
        }
        return done();
    }

    @Test
    void tasks_may_add_tasks_while_the_scope_waits() {
        assertThat(run(() -> {
                    await(taskGroup(group -> {
                        group.createTask(spawnsNext(group, 2));
                        return done();
                    }));
                    log("end", seconds());
                    return done();
                }))
                .containsExactly("4 c 2", "7 c 1", "10 c 0", "12 end 3.0");
    }

    // ---- failures

    @Test
    void a_failure_cancels_the_siblings() {
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        group.createTask(failingCleanly("a", 1, failure("v")));
                        group.createTask(cleaning("b", 5));
                        return done();
                    })));
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "2 b starts",
                        "4 a finally",
                        "6 b cancelled",
                        "6 b finally",
                        "8 [IllegalArgumentException:v] 0");
    }

    @Test
    void a_failure_cancels_the_parent_while_it_is_in_the_body_and_undoes_that() {
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        group.createTask(failingCleanly("a", 1, failure("v")));
                        try {
                            await(sleep(ofSeconds(5)));
                        } catch (CancelledError error) {
                            log("parent cancelled", currentTask().cancelling());
                            throw error;
                        }
                        return done();
                    })));
                    await(sleep(ofSeconds(1)));
                    log("end");
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "4 a finally",
                        "6 parent cancelled 1",
                        "6 [IllegalArgumentException:v] 0",
                        "8 end");
    }

    @Test
    void a_body_may_swallow_that_cancellation() {
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        group.createTask(failingCleanly("a", 1, failure("v")));
                        try {
                            await(sleep(ofSeconds(5)));
                        } catch (CancelledError error) {
                            log("swallowed");
                        }
                        await(sleep(ofSeconds(1)));
                        log("body goes on");
                        return done();
                    })));
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "4 a finally",
                        "6 swallowed",
                        "8 body goes on",
                        "8 [IllegalArgumentException:v] 0");
    }

    @Test
    void the_error_of_the_body_comes_last() {
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        group.createTask(failingCleanly("a", 1, failure("a")));
                        group.createTask(failsLate("c", 0));
                        await(sleep(ZERO));
                        throw new IndexOutOfBoundsException("body");
                    })));
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "3 a cancelled",
                        "3 a finally",
                        "5 [IllegalArgumentException:c, IndexOutOfBoundsException:body] 0");
    }

    @Test
    void errors_come_in_the_order_of_completion() {
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        group.createTask(failsLate("slow", 2));
                        group.createTask(failsLate("fast", 1));
                        group.createTask(failingCleanly("first", 1, failure("first")));
                        return done();
                    })));
                    return done();
                }))
                .containsExactly(
                        "2 first starts",
                        "4 first finally",
                        "13 [IllegalArgumentException:first, IllegalArgumentException:fast, IllegalArgumentException:slow] 0");
    }

    @Test
    void a_single_error_comes_in_a_group_too() {
        assertThat(run(() -> {
                    try {
                        await(taskGroup(group -> {
                            throw failure("body");
                        }));
                    } catch (ExceptionGroup group) {
                        log(group, group.getSuppressed().length);
                    }
                    return done();
                }))
                .containsExactly("1 ExceptionGroup:unhandled errors in a TaskGroup (1 exception) 1");
    }

    @Test
    void a_child_that_is_cancelled_is_no_error() {
        assertThat(run(() -> {
                    await(taskGroup(group -> {
                        Task<String> a = group.createTask(cleaning("a", 5));
                        group.createTask(cleaning("b", 2));
                        await(sleep(ofSeconds(1)));
                        a.cancel();
                        return done();
                    }));
                    log("end", seconds());
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "2 b starts", "5 a cancelled", "5 a finally", "8 b finally", "10 end 2.0");
    }

    @Async
    private Coroutine<Void> addsTooLate(TaskGroup group) {
        try {
            await(sleep(ofSeconds(9)));
        } finally {
            refused(group);
        }
        return done();
    }

    private void refused(TaskGroup group) {
        try {
            group.createTask(cleaning("never", 1));
        } catch (IllegalStateException e) {
            log(e.getMessage().replaceAll(".* is |:.*", ""));
        }
    }

    @Test
    void no_tasks_are_added_while_it_shuts_down_or_after_its_end() {
        TaskGroup[] ended = new TaskGroup[1];
        assertThat(run(() -> {
                    await(expectGroup(taskGroup(group -> {
                        ended[0] = group;
                        group.createTask(addsTooLate(group));
                        group.createTask(failingCleanly("a", 1, failure("v")));
                        return done();
                    })));
                    refused(ended[0]);
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "4 a finally",
                        "6 shutting down",
                        "8 [IllegalArgumentException:v] 0",
                        "8 finished");
    }

    @Test
    void groups_may_be_nested() {
        assertThat(run(() -> {
                    try {
                        await(taskGroup(outer -> {
                            outer.createTask(cleaning("o", 9));
                            await(taskGroup(inner -> {
                                inner.createTask(failingCleanly("i", 1, failure("v")));
                                inner.createTask(cleaning("j", 9));
                                return done();
                            }));
                            return done();
                        }));
                    } catch (ExceptionGroup group) {
                        log(group.exceptions().size(), group.exceptions(IllegalArgumentException.class));
                    }
                    return done();
                }))
                .containsExactly(
                        "2 o starts",
                        "2 i starts",
                        "2 j starts",
                        "4 i finally",
                        "6 j cancelled",
                        "6 j finally",
                        "9 o cancelled",
                        "9 o finally",
                        "11 1 [java.lang.IllegalArgumentException: v]");
    }

    // ---- cancelled from outside

    @Async
    private Coroutine<Void> sleepsInBody(boolean sleeping) {
        try {
            await(taskGroup(group -> {
                group.createTask(cleaning("a", 5));
                if (sleeping) {
                    await(sleep(ofSeconds(9)));
                }
                return done();
            }));
        } catch (CancelledError error) {
            log("p", error, currentTask().cancelling());
            throw error;
        }
        return done();
    }

    @Test
    void cancelled_in_the_body_all_is_cancelled() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(sleepsInBody(true));
                    await(sleep(ofSeconds(1)));
                    task.cancel("m");
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "3 a starts",
                        "7 a cancelled",
                        "7 a finally",
                        "9 p CancelledError:m 1",
                        "10 main CancelledError:m");
    }

    @Test
    void cancelled_while_the_scope_waits_all_is_cancelled() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(sleepsInBody(false));
                    await(sleep(ofSeconds(1)));
                    task.cancel("m");
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "3 a starts",
                        "7 a cancelled",
                        "7 a finally",
                        "9 p CancelledError:m 1",
                        "10 main CancelledError:m");
    }

    @Async
    private Coroutine<Void> thenSleeps(Coroutine<Void> scope) {
        await(expectGroup(scope));
        log("before next suspension");
        try {
            await(sleep(ofSeconds(1)));
            log("not cancelled");
        } catch (CancelledError error) {
            log("cancelled again", currentTask().cancelling());
            throw error;
        }
        return done();
    }

    @Test
    void with_failing_children_the_group_wins_and_the_parent_is_cancelled_again() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(thenSleeps(taskGroup(group -> {
                        group.createTask(failsLate("c", 0));
                        return done();
                    })));
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "9 [IllegalArgumentException:c] 1",
                        "9 before next suspension",
                        "10 cancelled again 1",
                        "11 main CancelledError");
    }

    @Async
    private Coroutine<Void> swallowsSlowly() {
        try {
            await(sleep(ofSeconds(9)));
        } catch (CancelledError error) {
            await(sleep(ofSeconds(5)));
            log("c end");
        }
        return done();
    }

    @Async
    private Coroutine<Void> groupOf(Coroutine<?> child) {
        return taskGroup(group -> {
            group.createTask(child);
            return done();
        });
    }

    @Test
    void cancelled_twice_the_first_counts() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(groupOf(swallowsSlowly()));
                    await(sleep(ofSeconds(1)));
                    task.cancel("one");
                    await(sleep(ofSeconds(1)));
                    task.cancel("two");
                    await(expectCancelled(task));
                    log(seconds());
                    return done();
                }))
                .containsExactly("12 c end", "15 main CancelledError:one", "15 6.0");
    }

    @Test
    void cancelled_in_the_turn_in_which_a_child_fails() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(thenSleeps(taskGroup(group -> {
                        group.createTask(failingCleanly("a", 1, failure("v")));
                        await(sleep(ofSeconds(9)));
                        return done();
                    })));
                    await(sleep(ZERO));
                    EventLoop loop = EventLoop.running();
                    loop.callAt(ofSeconds(1), () -> loop.callSoon(task::cancel));
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "3 a starts",
                        "5 a finally",
                        "7 [IllegalArgumentException:v] 1",
                        "7 before next suspension",
                        "8 cancelled again 1",
                        "9 main CancelledError");
    }

    // ---- with timeouts

    @Test
    void a_timeout_around_a_group() {
        assertThat(run(() -> {
                    try {
                        await(timeout(
                                ofSeconds(1),
                                () -> taskGroup(group -> {
                                    group.createTask(cleaning("a", 5));
                                    group.createTask(cleaning("b", 5));
                                    return done();
                                })));
                    } catch (TimeoutException e) {
                        log("TimeoutException", seconds(), currentTask().cancelling());
                    }
                    return done();
                }))
                .containsExactly(
                        "2 a starts",
                        "2 b starts",
                        "5 a cancelled",
                        "5 a finally",
                        "5 b cancelled",
                        "5 b finally",
                        "7 TimeoutException 1.0 0");
    }

    @Async
    private static Coroutine<Void> timesOut() throws TimeoutException {
        await(timeout(ofSeconds(1), () -> sleep(ofSeconds(9))));
        return done();
    }

    @Test
    void a_timeout_in_a_child_is_a_failure() {
        assertThat(run(() -> {
                    try {
                        await(taskGroup(group -> {
                            group.createTask(timesOut());
                            group.createTask(cleaning("b", 5));
                            return done();
                        }));
                    } catch (ExceptionGroup group) {
                        log("group", group.exceptions(TimeoutException.class).size(), seconds());
                    }
                    return done();
                }))
                .containsExactly("2 b starts", "6 b cancelled", "6 b finally", "8 group 1 1.0");
    }
}
