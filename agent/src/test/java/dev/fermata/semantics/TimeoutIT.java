package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.asCompleted;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.timeout;
import static dev.fermata.Asyncio.timeoutAt;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.Timeout;
import dev.fermata.annotation.Async;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** waitFor and timeout, turn by turn. */
class TimeoutIT extends Traced {
    private static EventLoop loop() {
        return EventLoop.running();
    }

    @Async
    private Coroutine<Void> expectTimeout(Coroutine<?> coroutine) {
        try {
            log(await(coroutine));
        } catch (Exception e) {
            log(
                    e instanceof TimeoutException ? "TimeoutException" : e,
                    seconds(),
                    currentTask().cancelling());
        }
        return done();
    }

    @Async
    private Coroutine<Void> expectCancelled(Task<?> task) {
        try {
            await(task);
        } catch (CancelledError error) {
            log("main", task.cancelling());
        }
        return done();
    }

    // ---- waitFor

    @Test
    void in_time_the_value_arrives() {
        assertThat(run(() -> {
                    log(await(waitFor(cleaning("a", 1), ofSeconds(2))), seconds());
                    return done();
                }))
                .containsExactly("1 a starts", "3 a finally", "3 a 1.0");
    }

    @Test
    void when_the_time_is_over_it_is_cancelled_and_the_await_times_out() {
        assertThat(run(() -> {
                    try {
                        await(waitFor(cleaning("a", 4), ofSeconds(1)));
                    } catch (TimeoutException e) {
                        log(
                                "TimeoutException",
                                e.getCause(),
                                seconds(),
                                currentTask().cancelling());
                    }
                    return done();
                }))
                .containsExactly(
                        "1 a starts", "3 a cancelled", "3 a finally", "3 TimeoutException CancelledError 1.0 0");
    }

    @Async
    private Coroutine<Void> cleansUp() {
        try {
            await(sleep(ofSeconds(10)));
        } finally {
            await(sleep(ofSeconds(2)));
            log("cleaned");
        }
        return done();
    }

    @Test
    void cleaning_up_is_waited_for() {
        assertThat(run(() -> {
                    await(expectTimeout(waitFor(cleansUp(), ofSeconds(1))));
                    return done();
                }))
                .containsExactly("5 cleaned", "5 TimeoutException 3.0 0");
    }

    @Async
    private Coroutine<String> swallows(boolean raises) {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError error) {
            if (raises) {
                throw failure("v");
            }
        }
        return done("v");
    }

    @Test
    void what_swallows_the_cancellation_gives_its_value_or_its_exception() {
        assertThat(run(() -> {
                    log(await(waitFor(swallows(false), ofSeconds(1))));
                    await(expectTimeout(waitFor(swallows(true), ofSeconds(1))));
                    return done();
                }))
                .containsExactly("3 v", "5 IllegalArgumentException:v 2.0 0");
    }

    @Test
    void without_time_a_coroutine_never_starts() {
        assertThat(run(() -> {
                    await(expectTimeout(waitFor(cleaning("never", 1), ZERO)));
                    return done();
                }))
                .containsExactly("4 TimeoutException 0.0 0");
    }

    @Test
    void without_time_what_is_done_gives_its_value() {
        assertThat(run(() -> {
                    Task<String> task = createTask(cleaning("t", 0));
                    await(sleep(ofSeconds(1)));
                    log(await(waitFor(task, ZERO)));
                    return done();
                }))
                .containsExactly("2 t starts", "3 t finally", "5 t");
    }

    @Test
    void without_time_a_task_is_cancelled_and_waited_for() {
        assertThat(run(() -> {
                    Task<String> task = createTask(cleaning("t", 5));
                    await(sleep(ofSeconds(1)));
                    await(expectTimeout(waitFor(task, ofSeconds(-1))));
                    log(task.isCancelled());
                    return done();
                }))
                .containsExactly("2 t starts", "5 t cancelled", "5 t finally", "7 TimeoutException 1.0 0", "7 true");
    }

    @Test
    void a_task_is_cancelled_when_the_time_is_over() {
        assertThat(run(() -> {
                    Task<String> task = createTask(cleaning("t", 5));
                    await(expectTimeout(waitFor(task, ofSeconds(1))));
                    log(task.isCancelled());
                    return done();
                }))
                .containsExactly("2 t starts", "4 t cancelled", "4 t finally", "5 TimeoutException 1.0 0", "5 true");
    }

    @Async
    private Coroutine<Integer> countsTasks() {
        log(allTasks().size());
        return done(1);
    }

    @Test
    void it_runs_inline_without_a_task() {
        assertThat(run(() -> {
                    log(await(waitFor(countsTasks(), ofSeconds(1))));
                    log(await(waitFor(countsTasks(), null)));
                    return done();
                }))
                .containsExactly("1 1", "1 1", "1 1", "1 1");
    }

    @Async
    private Coroutine<String> waitsForChild() throws TimeoutException {
        try {
            return done(await(waitFor(cleaning("a", 5), ofSeconds(3))));
        } catch (CancelledError error) {
            log("cancelled", currentTask().cancelling());
            throw error;
        }
    }

    @Test
    void cancelled_from_outside_it_cancels_what_it_waits_for() {
        assertThat(run(() -> {
                    Task<String> task = createTask(waitsForChild());
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("2 a starts", "5 a cancelled", "5 a finally", "5 cancelled 1", "6 main 1");
    }

    @Test
    void cancelled_from_outside_in_the_turn_of_the_timeout_it_is_cancelled() {
        assertThat(run(() -> {
                    Task<String> task = createTask(waitsForChild());
                    loop().callLater(ofSeconds(3), task::cancel);
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("2 a starts", "4 a cancelled", "4 a finally", "4 cancelled 1", "5 main 1");
    }

    @Async
    private Coroutine<Void> swallowsSlowly() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError error) {
            log("c cancelled");
            await(sleep(ofSeconds(5)));
            log("c end");
        }
        return done();
    }

    @Async
    private Coroutine<Void> waitsNoTime(Task<Void> task) throws TimeoutException {
        return waitFor(task, ZERO);
    }

    @Test
    void waiting_for_the_end_of_what_was_cancelled_may_be_cancelled() {
        assertThat(run(() -> {
                    Task<Void> slow = createTask(swallowsSlowly());
                    await(sleep(ofSeconds(1)));
                    Task<Void> waiting = createTask(waitsNoTime(slow));
                    await(sleep(ofSeconds(1)));
                    waiting.cancel();
                    await(expectCancelled(waiting));
                    log(slow.isDone());
                    await(slow);
                    log("end");
                    return done();
                }))
                .containsExactly("6 c cancelled", "10 main 1", "10 false", "12 c end", "13 end");
    }

    // ---- timeout

    @Test
    void a_scope_that_ends_in_time_has_not_expired() {
        Timeout[] scope = new Timeout[1];
        assertThat(run(() -> {
                    String value = await(timeout(ofSeconds(5), inner -> {
                        scope[0] = inner;
                        log(inner.when(), inner.expired());
                        await(sleep(ofSeconds(1)));
                        return done("v");
                    }));
                    log(value, scope[0].expired(), seconds());
                    return done();
                }))
                .containsExactly("1 PT5S false", "3 v false 1.0");
    }

    @Test
    void a_scope_whose_time_is_over_is_cancelled_and_times_out() {
        Timeout[] scope = new Timeout[1];
        assertThat(run(() -> {
                    await(expectTimeout(timeout(ofSeconds(1), inner -> {
                        scope[0] = inner;
                        return cleaning("a", 5);
                    })));
                    log(scope[0].expired());
                    return done();
                }))
                .containsExactly("1 a starts", "3 a cancelled", "3 a finally", "3 TimeoutException 1.0 0", "3 true");
    }

    @Async
    private Coroutine<Void> logMessage(Coroutine<?> slow) {
        try {
            await(slow);
        } catch (Exception e) {
            trace.add(e.getMessage());
        }
        return done();
    }

    @Test
    void what_times_out_says_how_much_time_there_was() {
        assertThat(run(() -> {
                    await(logMessage(timeout(ofMillis(1_500), () -> sleep(ofSeconds(2)))));
                    await(logMessage(timeout(ofSeconds(1), scope -> {
                        scope.reschedule(EventLoop.running().time().plusMillis(20));
                        return sleep(ofSeconds(2));
                    })));
                    await(logMessage(waitFor(sleep(ofSeconds(2)), ofMillis(500))));
                    await(logMessage(waitFor(sleep(ofSeconds(2)), ZERO)));
                    await(logMessage(asCompleted(List.of(sleep(ofSeconds(90))), ofSeconds(60))
                            .iterator()
                            .next()));
                    return done();
                }))
                .containsExactly(
                        "not done within 1.5 s",
                        "not done within 20 ms",
                        "not done within 500 ms",
                        "not done yet, and there was no time to wait",
                        "not done within 60 s");
    }

    @Test
    void a_scope_without_time_is_cancelled_at_its_first_suspension() {
        assertThat(run(() -> {
                    await(expectTimeout(timeout(ZERO, () -> {
                        log("body");
                        await(sleep(ZERO));
                        log("never");
                        return done();
                    })));
                    return done();
                }))
                .containsExactly("1 body", "2 TimeoutException 0.0 0");
    }

    @Test
    void a_scope_without_time_that_does_not_suspend_ends_well() {
        assertThat(run(() -> {
                    await(timeout(ZERO, scope -> {
                        log("body", scope.expired());
                        return done();
                    }));
                    await(sleep(ofSeconds(1)));
                    log("end");
                    return done();
                }))
                .containsExactly("1 body false", "4 end");
    }

    @Test
    void a_scope_without_a_deadline_never_times_out() {
        assertThat(run(() -> {
                    await(timeout(null, scope -> {
                        log(scope.when());
                        await(sleep(ofSeconds(100)));
                        return done();
                    }));
                    log("end");
                    return done();
                }))
                .containsExactly("1 null", "3 end");
    }

    @Test
    void a_body_that_swallows_the_cancellation_ends_well_and_can_tell() {
        Timeout[] scope = new Timeout[1];
        assertThat(run(() -> {
                    await(timeout(ofSeconds(1), inner -> {
                        scope[0] = inner;
                        try {
                            await(sleep(ofSeconds(5)));
                        } catch (CancelledError error) {
                            log("swallowed", inner.expired(), currentTask().cancelling());
                        }
                        return done();
                    }));
                    log(scope[0].expired(), currentTask().cancelling());
                    return done();
                }))
                .containsExactly("3 swallowed true 1", "3 true 0");
    }

    @Test
    void another_exception_passes() {
        assertThat(run(() -> {
                    await(expectTimeout(timeout(ofSeconds(1), () -> swallows(true))));
                    return done();
                }))
                .containsExactly("3 IllegalArgumentException:v 1.0 0");
    }

    @Async
    private Coroutine<Void> sleepsUnderTimeout() {
        try {
            await(timeout(ofSeconds(1), () -> sleep(ofSeconds(5))));
        } catch (CancelledError error) {
            log("CancelledError", currentTask().cancelling());
            throw error;
        } catch (Exception e) {
            log("TimeoutException", currentTask().cancelling());
        }
        return done();
    }

    @Test
    void a_cancellation_from_outside_in_the_same_turn_stays_a_cancellation() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(sleepsUnderTimeout());
                    await(sleep(ZERO));
                    loop().callAt(ofSeconds(1), task::cancel);
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("4 CancelledError 1", "5 main 1");
    }

    @Async
    private Coroutine<Void> nested(int outerSeconds, int innerSeconds) throws TimeoutException {
        return timeout(ofSeconds(outerSeconds), outer -> {
            Timeout[] scope = new Timeout[1];
            try {
                await(timeout(ofSeconds(innerSeconds), inner -> {
                    scope[0] = inner;
                    await(sleep(ofSeconds(5)));
                    return done();
                }));
            } catch (TimeoutException e) {
                log("inner");
            } catch (CancelledError error) {
                log("inner cancelled", scope[0].expired(), outer.expired());
                throw error;
            }
            await(sleep(ofSeconds(1)));
            log("goes on", outer.expired());
            return done();
        });
    }

    @Test
    void of_nested_scopes_that_are_due_together_only_the_outer_times_out() {
        assertThat(run(() -> {
                    await(expectTimeout(nested(1, 1)));
                    return done();
                }))
                .containsExactly("3 inner cancelled true true", "3 TimeoutException 1.0 0");
    }

    @Test
    void of_nested_scopes_the_inner_may_time_out_alone() {
        assertThat(run(() -> {
                    await(nested(3, 1));
                    return done();
                }))
                .containsExactly("3 inner", "5 goes on false");
    }

    @Test
    void of_nested_scopes_the_outer_may_time_out_first() {
        assertThat(run(() -> {
                    await(expectTimeout(nested(1, 3)));
                    return done();
                }))
                .containsExactly("3 inner cancelled false true", "3 TimeoutException 1.0 0");
    }

    @Test
    void the_deadline_may_be_moved() {
        Timeout[] scope = new Timeout[1];
        assertThat(run(() -> {
                    await(expectTimeout(timeout(null, inner -> {
                        scope[0] = inner;
                        inner.reschedule(loop().time().plusSeconds(2));
                        log(inner.when());
                        await(sleep(ofSeconds(1)));
                        inner.reschedule(loop().time().plusSeconds(3));
                        log(inner.when());
                        await(sleep(ofSeconds(10)));
                        return done();
                    })));
                    try {
                        scope[0].reschedule(ofSeconds(5));
                    } catch (IllegalStateException e) {
                        log(e.getMessage());
                    }
                    return done();
                }))
                .containsExactly(
                        "1 PT2S",
                        "3 PT4S",
                        "5 TimeoutException 4.0 0",
                        "5 cannot change the deadline of a timeout that is expired");
    }

    @Test
    void the_deadline_may_be_moved_to_the_past() {
        assertThat(run(() -> {
                    await(expectTimeout(timeout(ofSeconds(10), scope -> {
                        await(sleep(ofSeconds(5)));
                        scope.reschedule(ofSeconds(1));
                        log("rescheduled");
                        await(sleep(ZERO));
                        log("never");
                        return done();
                    })));
                    return done();
                }))
                .containsExactly("3 rescheduled", "4 TimeoutException 5.0 0");
    }

    @Test
    void while_it_expires_the_deadline_cannot_be_moved() {
        assertThat(run(() -> {
                    await(expectTimeout(timeout(ofSeconds(1), scope -> {
                        try {
                            await(sleep(ofSeconds(5)));
                        } catch (CancelledError error) {
                            try {
                                scope.reschedule(ofSeconds(10));
                            } catch (IllegalStateException e) {
                                log(e.getMessage(), scope.expired());
                            }
                            throw error;
                        }
                        return done();
                    })));
                    return done();
                }))
                .containsExactly(
                        "3 cannot change the deadline of a timeout that is expiring true", "3 TimeoutException 1.0 0");
    }

    @Test
    void a_deadline_may_be_absolute() {
        assertThat(run(() -> {
                    await(sleep(ofSeconds(2)));
                    Duration when = ofSeconds(5);
                    await(expectTimeout(timeoutAt(when, () -> sleep(ofSeconds(50)))));
                    return done();
                }))
                .containsExactly("5 TimeoutException 5.0 0");
    }

    @Async
    private Coroutine<Void> timesOutWhileBeingCancelled() throws TimeoutException {
        currentTask().cancel();
        try {
            await(sleep(ZERO));
        } catch (CancelledError error) {
            log("first", currentTask().cancelling());
        }
        await(expectTimeout(timeoutOf(1, 5)));
        return done();
    }

    @Async
    private static Coroutine<Void> timeoutOf(int seconds, int sleeping) throws TimeoutException {
        return timeout(ofSeconds(seconds), () -> sleep(ofSeconds(sleeping)));
    }

    @Test
    void only_requests_made_inside_the_scope_count() {
        assertThat(run(() -> {
                    await(createTask(timesOutWhileBeingCancelled()));
                    return done();
                }))
                .containsExactly("3 first 1", "5 TimeoutException 1.0 1");
    }
}
