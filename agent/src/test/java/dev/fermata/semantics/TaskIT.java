package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Handle;
import dev.fermata.Task;
import dev.fermata.TimerHandle;
import dev.fermata.annotation.Async;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tasks, awaiting, sleeping and callbacks, turn by turn. */
class TaskIT extends Traced {
    @Async
    private <T> Coroutine<T> logs(T value, Object... words) {
        log(words);
        return done(value);
    }

    @Async
    private Coroutine<Void> logsTwice(String name) {
        log("child", name);
        await(sleep(ZERO));
        log("again", name);
        return done();
    }

    @Async
    private static <T> Coroutine<T> gives(T value) {
        return done(value);
    }

    @Async
    private static Coroutine<Void> fails(Exception exception) throws Exception {
        throw exception;
    }

    // ---- starting and awaiting

    @Test
    void creating_a_task_does_not_run_it() {
        assertThat(run(() -> {
                    log("before");
                    Task<String> task = createTask(logs("", "child"));
                    log("after create");
                    await(task);
                    log("after await");
                    return done();
                }))
                .containsExactly("1 before", "1 after create", "2 child", "3 after await");
    }

    @Test
    void tasks_and_callbacks_run_in_the_order_of_scheduling_and_timers_after_what_is_ready() {
        assertThat(run(() -> {
                    EventLoop loop = EventLoop.running();
                    Task<Void> a = createTask(logsTwice("a"));
                    loop.callSoon(() -> log("soon"));
                    loop.callLater(ZERO, () -> log("later 0"));
                    Task<Void> b = createTask(logsTwice("b"));
                    loop.callSoon(() -> loop.callSoon(() -> log("nested")));
                    await(a);
                    log("a done");
                    await(b);
                    log("b done");
                    return done();
                }))
                .containsExactly(
                        "2 child a",
                        "2 soon",
                        "2 child b",
                        "2 later 0",
                        "3 again a",
                        "3 again b",
                        "3 nested",
                        "4 a done",
                        "4 b done");
    }

    @Test
    void awaiting_a_coroutine_runs_it_inline() {
        assertThat(run(() -> {
                    log("x");
                    log(await(logs(42, "inner")));
                    return done();
                }))
                .containsExactly("1 x", "1 inner", "1 42");
    }

    @Test
    void awaiting_what_is_done_does_not_suspend() {
        assertThat(run(() -> {
                    Task<Integer> task = createTask(gives(1));
                    await(sleep(ZERO));
                    await(sleep(ZERO));
                    log("done", task.isDone());
                    await(task);
                    log("same turn");
                    return done();
                }))
                .containsExactly("3 done true", "3 same turn");
    }

    @Test
    void awaiting_what_is_done_does_not_deliver_a_cancellation() {
        assertThat(run(() -> {
                    Task<Integer> task = createTask(gives(1));
                    await(sleep(ZERO));
                    await(sleep(ZERO));
                    Task<?> me = currentTask();
                    me.cancel();
                    int value = await(task);
                    log("value", value, me.cancelling());
                    try {
                        await(sleep(ZERO));
                    } catch (CancelledError error) {
                        log("then cancelled");
                    }
                    me.uncancel();
                    return done();
                }))
                .containsExactly("3 value 1 1", "4 then cancelled");
    }

    @Async
    private Coroutine<Void> waits(Future<?> future, String name) {
        log(name, "waits");
        await(future);
        log(name, "woken");
        return done();
    }

    @Test
    void who_awaits_a_future_wakes_one_hop_after_it_is_done_in_the_order_of_awaiting() {
        assertThat(run(() -> {
                    Future<Integer> future = EventLoop.running().createFuture();
                    Task<Void> a = createTask(waits(future, "a"));
                    createTask(waits(future, "b"));
                    future.addDoneCallback(done -> log("callback"));
                    await(sleep(ZERO));
                    await(sleep(ZERO));
                    log("set");
                    future.setResult(1);
                    log("set done");
                    await(a);
                    log("main");
                    return done();
                }))
                .containsExactly(
                        "2 a waits",
                        "2 b waits",
                        "3 set",
                        "3 set done",
                        "4 callback",
                        "4 a woken",
                        "4 b woken",
                        "5 main");
    }

    @Async
    private Coroutine<String> innermost() {
        log("c");
        await(sleep(ZERO));
        log("c end");
        return done("v");
    }

    @Async
    private Coroutine<String> passesOn(String name, Coroutine<String> inner) {
        String result = await(createTask(inner));
        log(name, result);
        return done(result);
    }

    @Test
    void a_result_climbs_one_hop_per_task() {
        assertThat(run(() -> {
                    log("main", await(createTask(passesOn("a", passesOn("b", innermost())))));
                    return done();
                }))
                .containsExactly("4 c", "5 c end", "6 b v", "7 a v", "8 main v");
    }

    @Test
    void the_exception_of_a_task_arrives_as_it_is() {
        assertThat(run(() -> {
                    Task<Void> task = createTask(fails(new java.io.IOException("x")));
                    try {
                        await(task);
                    } catch (Exception e) {
                        log(e, e == task.exception());
                    }
                    return done();
                }))
                .containsExactly("3 IOException:x true");
    }

    @Test
    void a_task_that_awaits_itself_gets_an_error() {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Task<Integer>[] self = new Task[1];
        assertThat(run(() -> {
                    self[0] = createTask(awaitsItself(self));
                    log(await(self[0]));
                    return done();
                }))
                .containsExactly("3 IllegalStateException", "4 3");
    }

    @Async
    private Coroutine<Integer> awaitsItself(Task<Integer>[] self) {
        try {
            await(self[0]);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("cannot await itself");
            log("IllegalStateException");
        }
        return done(3);
    }

    @Test
    void a_future_of_another_loop_cannot_be_awaited() {
        try (EventLoop other = EventLoop.create()) {
            Future<Integer> foreign = other.createFuture();
            assertThat(run(waits(foreign, "a"))).hasSize(2).last().asString().contains("belongs to another loop");
        }
    }

    @Test
    void a_coroutine_makes_one_task_only() {
        assertThat(run(() -> {
                    Coroutine<String> coroutine = gives("v");
                    Task<String> first = createTask(coroutine);
                    Task<String> second = createTask(coroutine);
                    log(await(first));
                    assertThatIllegalStateException()
                            .isThrownBy(second::result)
                            .withMessageContaining("cannot reuse already awaited coroutine");
                    return done();
                }))
                .containsExactly("3 v");
    }

    // ---- sleep

    @Test
    void sleep_zero_is_one_hop() {
        assertThat(run(() -> {
                    for (int i = 0; i < 3; i++) {
                        log(i);
                        await(sleep(ZERO));
                    }
                    await(sleep(ofSeconds(-1)));
                    log("neg");
                    log(await(sleep(ZERO, "r")));
                    return done();
                }))
                .containsExactly("1 0", "2 1", "3 2", "5 neg", "6 r");
    }

    @Async
    private Coroutine<Void> sleeps(int seconds, String name) {
        await(sleep(ofSeconds(seconds)));
        log(name, seconds());
        return done();
    }

    @Test
    void sleepers_wake_in_the_order_of_their_deadlines_and_then_of_falling_asleep() {
        assertThat(run(() -> {
                    await(gather(sleeps(2, "two"), sleeps(1, "one"), sleeps(1, "one b"), sleeps(3, "three")));
                    log("end");
                    return done();
                }))
                .containsExactly("4 one 1.0", "4 one b 1.0", "7 two 2.0", "10 three 3.0", "12 end");
    }

    @Test
    void sleep_may_have_a_value_and_be_a_task_of_its_own() {
        assertThat(run(() -> {
                    log(await(sleep(ofSeconds(1), "r")));
                    Task<String> task = createTask(sleep(ofSeconds(1), "s"));
                    Task<Void> hop = createTask(sleep(ZERO));
                    log(await(task), await(hop));
                    return done();
                }))
                .containsExactly("3 r", "8 s null");
    }

    @Async
    private static Coroutine<String> endsInSleep() {
        return sleep(ofSeconds(1), "tail");
    }

    @Async
    private static Coroutine<Void> endsInHop() {
        return sleep(ZERO);
    }

    @Test
    void a_body_may_end_in_a_sleep() {
        assertThat(run(() -> {
                    log(await(endsInSleep()));
                    log(await(createTask(endsInSleep())));
                    log(await(endsInHop()));
                    log(await(createTask(endsInHop())));
                    return endsInSleep();
                }))
                .containsExactly("3 tail", "7 tail", "8 null", "11 null", "= tail");
    }

    // ---- callbacks and timers

    @Test
    void done_callbacks_run_in_order_and_may_be_taken_back() {
        assertThat(run(() -> {
                    Future<Integer> future = EventLoop.running().createFuture();
                    Consumer<Future<?>> callback = done -> log("cb");
                    future.addDoneCallback(done -> log("1"));
                    future.addDoneCallback(callback);
                    future.addDoneCallback(callback);
                    future.addDoneCallback(done -> log("2"));
                    log(future.removeDoneCallback(callback));
                    future.setResult(0);
                    log(future.removeDoneCallback(callback));
                    await(sleep(ZERO));
                    future.addDoneCallback(callback);
                    log("added");
                    await(sleep(ZERO));
                    return done();
                }))
                .containsExactly("1 2", "1 0", "2 1", "2 2", "2 added", "3 cb");
    }

    @Test
    void an_error_in_a_callback_goes_to_the_exception_handler_and_the_others_run() {
        assertThat(run(() -> {
                    EventLoop loop = EventLoop.running();
                    Future<Integer> future = loop.createFuture();
                    future.addDoneCallback(done -> {
                        throw new IllegalArgumentException("in callback");
                    });
                    future.addDoneCallback(done -> log("next"));
                    future.setResult(0);
                    await(future);
                    log("main");
                    await(sleep(ZERO));
                    loop.callSoon(() -> {
                        throw new ArithmeticException();
                    });
                    await(sleep(ZERO));
                    return done();
                }))
                .containsExactly(
                        "1 main",
                        "2 handler Exception in callback IllegalArgumentException:in callback",
                        "2 next",
                        "3 handler Exception in callback ArithmeticException");
    }

    @Test
    void timers_are_cancelled_and_run_in_order() {
        assertThat(run(() -> {
                    EventLoop loop = EventLoop.running();
                    TimerHandle never = loop.callLater(ofSeconds(5), () -> log("never"));
                    TimerHandle three = loop.callAt(ofSeconds(3), () -> log("three"));
                    log(never.when(), three.when(), never.isCancelled());
                    never.cancel();
                    log(never.isCancelled());
                    loop.callLater(ZERO, () -> log("zero"));
                    loop.callLater(ofSeconds(-1), () -> log("neg"));
                    Handle soon = loop.callSoon(() -> log("soon"));
                    loop.callSoon(() -> log("never")).cancel();
                    await(sleep(ofSeconds(10)));
                    log(seconds(), soon.isCancelled());
                    return done();
                }))
                .containsExactly("1 PT5S PT3S false", "1 true", "2 soon", "2 neg", "2 zero", "3 three", "5 10.0 false");
    }

    // ---- asking

    @Test
    void tasks_are_known_to_the_loop_until_they_are_done() {
        assertThat(run(() -> {
                    createTask(sleep(ofSeconds(1)), "A");
                    createTask(sleep(ofSeconds(1)), "B");
                    log(
                            allTasks().stream().map(Task::name).toList(),
                            currentTask().name());
                    await(sleep(ofSeconds(2)));
                    log(allTasks().size());
                    return done();
                }))
                .containsExactly("1 [Task-1, A, B] Task-1", "6 1");
    }

    @Test
    void a_running_loop_cannot_run_another() {
        assertThat(run(() -> {
                    assertThatIllegalStateException()
                            .isThrownBy(() -> Asyncio.run(gives(1)))
                            .withMessageContaining("running event loop");
                    try (EventLoop other = EventLoop.create()) {
                        assertThatIllegalStateException()
                                .isThrownBy(() -> other.runUntilComplete(gives(1)))
                                .withMessageContaining("while another loop is running");
                    }
                    assertThatIllegalStateException()
                            .isThrownBy(() -> EventLoop.running().runForever())
                            .withMessageContaining("already running");
                    await(sleep(ZERO));
                    return done();
                }))
                .isEmpty();
    }
}
