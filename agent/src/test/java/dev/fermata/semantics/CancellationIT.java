package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gatherOutcomes;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Outcome;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancelling tasks, turn by turn. */
class CancellationIT extends Traced {
    /** Awaits a task that must end cancelled, and notes when that arrives. */
    @Async
    private Coroutine<Void> expectCancelled(Task<?> task) {
        try {
            await(task);
        } catch (CancelledError error) {
            log("main", error);
        }
        return done();
    }

    // ---- where it arrives

    @Test
    void a_task_that_is_cancelled_before_its_first_step_never_begins() {
        assertThat(run(() -> {
                    Task<String> task = createTask(child("never", 1));
                    log(task.cancel());
                    log(task.isDone(), task.cancelling());
                    await(expectCancelled(task));
                    log(task.cancel(), task.isCancelled(), task.cancelling());
                    return done();
                }))
                .containsExactly("1 true", "1 false 1", "3 main CancelledError", "3 false true 1");
    }

    @Async
    private Coroutine<Void> notesError() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError error) {
            log("got", error);
            throw error;
        } finally {
            log("finally");
        }
        return done();
    }

    @Test
    void the_error_arrives_at_the_await_with_its_message_and_finally_blocks_run() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(notesError());
                    await(sleep(ZERO));
                    task.cancel("why");
                    log("requested", task.isCancelled());
                    await(expectCancelled(task));
                    log(task.isCancelled(), seconds());
                    return done();
                }))
                .containsExactly(
                        "2 requested false",
                        "3 got CancelledError:why",
                        "3 finally",
                        "4 main CancelledError:why",
                        "4 true 0.0");
    }

    @Async
    private Coroutine<String> catchesExceptions() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (Exception e) {
            return done("caught");
        }
        return done("slept");
    }

    @Test
    void a_cancellation_is_not_caught_as_an_exception() {
        assertThat(run(() -> {
                    Task<String> task = createTask(catchesExceptions());
                    await(sleep(ZERO));
                    task.cancel();
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("4 main CancelledError");
    }

    @Async
    private Coroutine<Void> innermost() {
        try {
            await(sleep(ofSeconds(10)));
        } finally {
            log("c");
        }
        return done();
    }

    @Async
    private Coroutine<Void> awaitsTask(String name, Coroutine<Void> inner) {
        try {
            await(createTask(inner));
        } finally {
            log(name);
        }
        return done();
    }

    @Test
    void the_innermost_task_gets_it_first_and_it_climbs_one_hop_per_task() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(awaitsTask("a", awaitsTask("b", innermost())));
                    await(sleep(ofSeconds(1)));
                    log("cancel");
                    task.cancel();
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("6 cancel", "7 c", "8 b", "9 a", "10 main CancelledError");
    }

    @Async
    private Coroutine<Void> hops() {
        try {
            await(sleep(ZERO));
            log("never");
        } catch (CancelledError error) {
            log("hop cancelled");
            throw error;
        }
        return done();
    }

    @Test
    void a_task_that_does_not_wait_gets_it_at_its_next_step() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(hops());
                    await(sleep(ZERO));
                    task.cancel();
                    log("req");
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("2 req", "3 hop cancelled", "4 main CancelledError");
    }

    // ---- who swallows it

    @Async
    private Coroutine<String> swallows() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError error) {
            log("swallowed");
        }
        return done("v");
    }

    @Async
    private Coroutine<String> awaitsSwallowingTask() {
        String result = await(createTask(swallows()));
        log("parent got", result, currentTask().cancelling());
        return done(result);
    }

    @Test
    void a_child_that_swallows_it_gives_its_parent_the_value() {
        assertThat(run(() -> {
                    Task<String> task = createTask(awaitsSwallowingTask());
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    log(await(task), task.isCancelled(), task.cancelling());
                    return done();
                }))
                .containsExactly("6 swallowed", "7 parent got v 1", "8 v false 1");
    }

    @Async
    private Coroutine<String> awaitsSwallowing() {
        String result = await(swallows());
        log("parent got", result);
        await(sleep(ofSeconds(1)));
        log("goes on");
        return done(result);
    }

    @Test
    void once_swallowed_it_does_not_come_again() {
        assertThat(run(() -> {
                    Task<String> task = createTask(awaitsSwallowing());
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    log(await(task), task.isCancelled(), task.cancelling());
                    return done();
                }))
                .containsExactly("5 swallowed", "5 parent got v", "7 goes on", "8 v false 1");
    }

    @Async
    private Coroutine<Void> swallowsOnce() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError first) {
            log("first");
            try {
                await(sleep(ofSeconds(10)));
            } catch (CancelledError second) {
                log("second");
                throw second;
            }
        }
        return done();
    }

    @Test
    void it_may_be_requested_again() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(swallowsOnce());
                    await(sleep(ZERO));
                    task.cancel();
                    task.cancel();
                    log(task.cancelling());
                    await(sleep(ofSeconds(1)));
                    log("again");
                    task.cancel();
                    await(expectCancelled(task));
                    log(task.cancelling());
                    return done();
                }))
                .containsExactly("2 2", "3 first", "5 again", "6 second", "7 main CancelledError", "7 3");
    }

    @Async
    private Coroutine<Void> cleansUp() {
        try {
            await(sleep(ofSeconds(10)));
        } finally {
            log("cleaning");
            await(sleep(ofSeconds(2)));
            log("cleaned", seconds());
        }
        return done();
    }

    @Test
    void cleaning_up_may_await() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(cleansUp());
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("5 cleaning", "7 cleaned 3.0", "8 main CancelledError");
    }

    @Async
    private Coroutine<Void> replaces() {
        try {
            await(sleep(ofSeconds(10)));
        } catch (CancelledError error) {
            throw failure("instead");
        }
        return done();
    }

    @Test
    void another_exception_takes_its_place() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(replaces());
                    await(sleep(ofSeconds(1)));
                    task.cancel();
                    try {
                        await(task);
                    } catch (IllegalArgumentException e) {
                        log(e, task.isCancelled(), task.cancelling());
                    }
                    return done();
                }))
                .containsExactly("6 IllegalArgumentException:instead false 1");
    }

    // ---- futures

    @Async
    private Coroutine<Void> awaits(Future<Integer> future, String name) {
        try {
            log(name, "got", await(future));
        } catch (CancelledError error) {
            log(name, "cancelled");
            throw error;
        }
        return done();
    }

    @Test
    void it_wins_over_a_result_that_is_there_but_has_not_woken_the_task() {
        assertThat(run(() -> {
                    Future<Integer> future = EventLoop.running().createFuture();
                    Task<Void> task = createTask(awaits(future, "w"));
                    await(sleep(ZERO));
                    future.setResult(1);
                    log(task.cancel());
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly("2 true", "3 w cancelled", "4 main CancelledError");
    }

    @Test
    void a_plain_future_is_cancelled_for_all_who_await_it() {
        assertThat(run(() -> {
                    Future<Integer> future = EventLoop.running().createFuture();
                    Task<Void> a = createTask(awaits(future, "a"));
                    Task<Void> b = createTask(awaits(future, "b"));
                    await(sleep(ZERO));
                    a.cancel("m");
                    log(future.isCancelled());
                    List<Outcome<Void>> outcomes = await(gatherOutcomes(a, b));
                    log(outcomes.get(0).exception() instanceof CancelledError, b.isCancelled(), b.cancelling());
                    return done();
                }))
                .containsExactly("2 true", "3 a cancelled", "3 b cancelled", "5 true true 0");
    }

    @Test
    void awaiting_what_is_cancelled_does_not_cancel_who_awaits() {
        assertThat(run(() -> {
                    Task<String> task = createTask(child("c", 10));
                    await(sleep(ZERO));
                    task.cancel();
                    await(expectCancelled(task));
                    log(currentTask().cancelling());
                    await(sleep(ofSeconds(1)));
                    log("goes on");
                    return done();
                }))
                .containsExactly("2 c starts", "3 c cancelled", "4 main CancelledError", "4 0", "6 goes on");
    }

    // ---- oneself

    @Async
    private Coroutine<Integer> cancelsItself(boolean raises) {
        currentTask().cancel("self");
        if (raises) {
            throw failure("v");
        }
        return done(5);
    }

    @Test
    void a_task_that_cancels_itself_and_returns_ends_cancelled() {
        assertThat(run(() -> {
                    Task<Integer> task = createTask(cancelsItself(false));
                    await(expectCancelled(task));
                    log(task.isCancelled());
                    return done();
                }))
                .containsExactly("3 main CancelledError:self", "3 true");
    }

    @Test
    void a_task_that_cancels_itself_and_raises_ends_with_the_exception() {
        assertThat(run(() -> {
                    Task<Integer> task = createTask(cancelsItself(true));
                    try {
                        await(task);
                    } catch (IllegalArgumentException e) {
                        log(e, task.isCancelled());
                    }
                    return done();
                }))
                .containsExactly("3 IllegalArgumentException:v false");
    }

    @Async
    private Coroutine<Void> cancelsItselfAndSuspends() {
        currentTask().cancel("m");
        Future<Integer> future = EventLoop.running().createFuture();
        try {
            await(future);
        } catch (CancelledError error) {
            log("thrown", future.isCancelled(), error);
            throw error;
        }
        return done();
    }

    @Test
    void a_task_that_cancels_itself_and_suspends_gets_it_there() {
        assertThat(run(() -> {
                    await(expectCancelled(createTask(cancelsItselfAndSuspends())));
                    return done();
                }))
                .containsExactly("3 thrown true CancelledError:m", "4 main CancelledError:m");
    }

    @Async
    private static Coroutine<Integer> gives(int value) {
        return done(value);
    }

    @Async
    private Coroutine<String> cancelsItselfAndAwaitsWhatIsDone() {
        Task<Integer> task = createTask(gives(1));
        await(sleep(ZERO));
        await(sleep(ZERO));
        currentTask().cancel();
        log(await(task));
        await(gives(2));
        log("still");
        try {
            await(sleep(ZERO));
        } catch (CancelledError error) {
            log("at hop");
        }
        return done("end");
    }

    @Test
    void it_is_not_delivered_where_nothing_suspends() {
        assertThat(run(() -> {
                    Task<String> task = createTask(cancelsItselfAndAwaitsWhatIsDone());
                    log(await(task), task.isCancelled(), task.cancelling());
                    return done();
                }))
                .containsExactly("4 1", "4 still", "5 at hop", "6 end false 1");
    }

    @Async
    private Coroutine<Integer> withdraws() {
        Task<?> me = currentTask();
        me.cancel();
        me.cancel();
        log(me.cancelling(), me.uncancel(), me.uncancel(), me.uncancel());
        await(sleep(ZERO));
        log("not cancelled");
        return done(1);
    }

    @Test
    void uncancel_withdraws_what_was_not_delivered() {
        assertThat(run(() -> {
                    log(await(createTask(withdraws())));
                    return done();
                }))
                .containsExactly("2 2 1 0 0", "3 not cancelled", "4 1");
    }

    @Async
    private static Coroutine<Void> raisesCancelled() {
        throw new CancelledError("own");
    }

    @Test
    void a_body_that_throws_the_error_itself_ends_cancelled() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(raisesCancelled());
                    await(expectCancelled(task));
                    log(task.isCancelled(), task.cancelling());
                    return done();
                }))
                .containsExactly("3 main CancelledError:own", "3 true 0");
    }

    @Test
    void its_message_is_there_for_all_who_await_the_task() { // in CPython only for the first
        assertThat(run(() -> {
                    Task<String> task = createTask(child("a", 5));
                    await(sleep(ZERO));
                    task.cancel("why");
                    await(expectCancelled(task));
                    await(expectCancelled(task));
                    return done();
                }))
                .containsExactly(
                        "2 a starts", "3 a cancelled", "4 main CancelledError:why", "4 main CancelledError:why");
    }

    // ---- the whole program

    @Async
    private Coroutine<Void> cancels(Task<?> task) {
        log("cancels main");
        task.cancel("bye");
        return done();
    }

    @Test
    void a_program_whose_main_task_is_cancelled_ends_with_the_error() {
        assertThat(run(() -> {
                    createTask(cancels(currentTask()));
                    await(sleep(ofSeconds(10)));
                    return done();
                }))
                .containsExactly("2 cancels main", "! CancelledError:bye");
    }

    @Async
    private Coroutine<Void> cleansUpSlowly(String name) {
        try {
            await(sleep(ofSeconds(100)));
        } catch (CancelledError error) {
            log(name, "cancelled");
            await(sleep(ofSeconds(1)));
            log(name, "cleaned");
        }
        return done();
    }

    @Test
    void what_is_left_at_the_end_is_cancelled_and_waited_for() {
        assertThat(run(() -> {
                    createTask(cleansUpSlowly("a"));
                    createTask(cleansUpSlowly("b"));
                    await(sleep(ofSeconds(1)));
                    log("end");
                    return done("r");
                }))
                .containsExactly("4 end", "6 a cancelled", "6 b cancelled", "8 a cleaned", "8 b cleaned", "= r");
    }

    @Async
    private Coroutine<Void> failsAtTheEnd() {
        try {
            await(sleep(ofSeconds(100)));
        } finally {
            throwFailure();
        }
        return done();
    }

    private static void throwFailure() {
        throw failure("left");
    }

    @Test
    void a_failure_of_what_is_left_goes_to_the_exception_handler() {
        assertThat(run(() -> {
                    createTask(failsAtTheEnd());
                    await(sleep(ZERO));
                    log("end");
                    return done();
                }))
                .hasSize(2)
                .contains("2 end")
                .last()
                .asString()
                .endsWith("handler unhandled exception during Asyncio.run() shutdown IllegalArgumentException:left");
    }
}
