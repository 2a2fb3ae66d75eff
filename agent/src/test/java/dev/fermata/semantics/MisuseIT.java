package dev.fermata.semantics;

import static dev.fermata.Asyncio.asCompleted;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.currentTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.shield;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.taskGroup;
import static dev.fermata.Asyncio.timeout;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fermata.AsyncGenerator;
import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.TaskGroup;
import dev.fermata.Timeout;
import dev.fermata.annotation.Async;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is said to who uses the library wrongly: all of it, as it tells what to do. */
class MisuseIT extends Traced {
    private static final String CLOSED = "the event loop is closed";

    /** What an action says; lines of this file are called N. */
    private static String said(ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertThat(thrown).as("something is thrown").isNotNull();
        return thrown.getClass().getSimpleName() + ": " + numberless(thrown.getMessage());
    }

    private static String numberless(String message) {
        return message.replaceAll("MisuseIT\\.java:\\d+", "MisuseIT.java:N");
    }

    /** What a program says that is run to its end. */
    private <T> String saidBy(Body<T> main) {
        List<String> lines = run(main);
        return numberless(lines.get(lines.size() - 1)).replaceFirst("^! ", "");
    }

    @Async
    private Coroutine<String> naps() {
        await(sleep(ofSeconds(1)));
        return done("rested");
    }

    // ---- without a loop

    @Test
    void what_needs_a_loop_where_none_runs() {
        String expected = "IllegalStateException: no running event loop on thread "
                + Thread.currentThread().getName() + ". Call this from a coroutine or a callback, and start the first "
                + "coroutine with Asyncio.run.";
        assertThat(said(() -> createTask(naps()))).isEqualTo(expected);
        assertThat(said(() -> gather(naps()))).isEqualTo(expected);
        assertThat(said(() -> shield(naps()))).isEqualTo(expected);
        assertThat(said(() -> asCompleted(List.of(naps())))).isEqualTo(expected);
        assertThat(said(() -> Future.of(new CompletableFuture<>()))).isEqualTo(expected);
        assertThat(said(Asyncio::currentTask)).isEqualTo(expected);
        assertThat(said(Asyncio::allTasks)).isEqualTo(expected);
        assertThat(said(EventLoop::running)).isEqualTo(expected);
    }

    // ---- coroutines

    @Test
    void a_coroutine_that_is_awaited_again() {
        assertThat(saidBy(() -> {
                    Coroutine<String> once = naps();
                    await(once);
                    await(once);
                    return done();
                }))
                .isEqualTo("IllegalStateException:cannot reuse already awaited coroutine Coroutine[MisuseIT.naps "
                        + "(MisuseIT.java:N)]: call the method again for another one");
    }

    @Test
    void a_coroutine_that_is_awaited_by_two() {
        assertThat(saidBy(() -> {
                    Coroutine<String> once = naps();
                    createTask(once);
                    await(sleep(ZERO));
                    await(once);
                    return done();
                }))
                .isEqualTo(
                        "IllegalStateException:coroutine Coroutine[MisuseIT.naps (MisuseIT.java:N)] is being awaited "
                                + "already");
    }

    @Test
    void a_coroutine_that_becomes_a_second_task() {
        assertThat(saidBy(() -> {
                    Coroutine<String> once = naps();
                    await(createTask(once));
                    await(createTask(once));
                    return done();
                }))
                .isEqualTo("IllegalStateException:cannot reuse already awaited coroutine Coroutine[MisuseIT.naps "
                        + "(MisuseIT.java:N)]: call the method again for another one");
    }

    @Test
    void a_task_that_awaits_itself() {
        assertThat(saidBy(() -> {
                    await(currentTask());
                    return done();
                }))
                .matches("IllegalStateException:task cannot await itself: Task\\[Task-1, pending, is running, "
                        + "MisuseIT.*a_task_that_awaits_itself.* \\(MisuseIT.java:N\\)\\]");
    }

    @Test
    void what_belongs_to_another_loop() {
        try (EventLoop other = EventLoop.create()) {
            Future<String> foreign = other.createFuture();
            assertThat(saidBy(() -> {
                        await(foreign);
                        return done();
                    }))
                    .matches(
                            "IllegalStateException:Task\\[Task-1, pending, .*\\] awaits Future\\[pending\\], which belongs "
                                    + "to another loop. Use toCompletableFuture\\(\\) to wait for it.");
            assertThat(saidBy(() -> {
                        await(gather(foreign));
                        return done();
                    }))
                    .isEqualTo("IllegalArgumentException:Future[pending] belongs to another event loop");
        }
    }

    // ---- loops

    @Test
    void a_loop_that_is_run_inside_of_another() {
        assertThat(saidBy(() -> {
                    await(sleep(ZERO));
                    Asyncio.run(naps());
                    return done();
                }))
                .isEqualTo("IllegalStateException:Asyncio.run() cannot be called from a running event loop. Await the "
                        + "coroutine instead.");
        assertThat(saidBy(() -> {
                    await(sleep(ZERO));
                    EventLoop.running().runUntilComplete(naps());
                    return done();
                }))
                .isEqualTo("IllegalStateException:this event loop is already running");
        try (EventLoop other = EventLoop.create()) {
            assertThat(saidBy(() -> {
                        await(sleep(ZERO));
                        other.runUntilComplete(naps());
                        return done();
                    }))
                    .isEqualTo("IllegalStateException:cannot run the event loop while another loop is running on this "
                            + "thread. Await the coroutine instead.");
        }
    }

    @Test
    void a_loop_that_is_closed_while_it_runs() {
        assertThat(saidBy(() -> {
                    await(sleep(ZERO));
                    EventLoop.running().close();
                    return done();
                }))
                .isEqualTo(
                        "IllegalStateException:cannot close a running event loop. Call stop(), and close it afterwards.");
    }

    @Test
    void a_loop_that_is_closed() {
        EventLoop loop = EventLoop.create();
        loop.close();
        String expected = "IllegalStateException: " + CLOSED;
        assertThat(said(() -> loop.runUntilComplete(naps()))).isEqualTo(expected);
        assertThat(said(loop::runForever)).isEqualTo(expected);
        assertThat(said(() -> loop.callSoon(() -> {}))).isEqualTo(expected);
        assertThat(said(() -> loop.callLater(ZERO, () -> {}))).isEqualTo(expected);
        assertThat(said(() -> loop.callSoonThreadSafe(() -> {}))).isEqualTo(expected);
        assertThat(said(() -> loop.createTask(naps()))).isEqualTo(expected);
        assertThat(said(() -> loop.runInExecutor(null, () -> 1))).isEqualTo(expected);
        assertThat(said(() -> Asyncio.runCoroutineThreadSafe(naps(), loop))).isEqualTo(expected);
    }

    @Test
    void a_loop_that_is_stopped_too_early() {
        try (EventLoop loop = EventLoop.create()) {
            loop.callSoon(loop::stop);
            assertThat(said(() -> loop.runUntilComplete(loop.createFuture())))
                    .isEqualTo("IllegalStateException: the event loop was stopped before it was done: Future[pending]");
        }
    }

    @Test
    void another_thread_than_the_loops() throws Exception {
        try (EventLoop loop = EventLoop.create()) {
            CompletableFuture<List<String>> said = new CompletableFuture<>();
            Thread stranger = new Thread(
                    () -> {
                        said.complete(List.of(
                                said(() -> loop.callSoon(() -> {})),
                                said(() -> loop.callLater(ZERO, () -> {})),
                                said(() -> loop.createTask(naps())),
                                said(loop::stop)));
                        loop.callSoonThreadSafe(loop::stop);
                    },
                    "stranger");
            loop.callSoon(stranger::start);
            loop.runForever();
            stranger.join();
            assertThat(said.get())
                    .hasSize(4)
                    .allMatch(
                            text -> text.matches(
                                    "IllegalStateException: thread stranger called a method of an event loop "
                                            + "that Thread\\[.*\\] is running. Use callSoonThreadSafe, or runCoroutineThreadSafe."));
        }
    }

    // ---- futures

    @Test
    void blocking_the_thread_of_the_loop() {
        assertThat(saidBy(() -> {
                    await(sleep(ZERO));
                    EventLoop.running().createFuture().get();
                    return done();
                }))
                .isEqualTo(
                        "IllegalStateException:get() of Future[pending] on the thread of its loop would wait for ever: it "
                                + "is this thread that completes it. Use await, or ask isDone() first.");
    }

    @Test
    void the_outcome_of_what_is_not_done_and_a_second_outcome() {
        try (EventLoop loop = EventLoop.create()) {
            Future<String> future = loop.createFuture();
            assertThat(said(future::result))
                    .isEqualTo("IllegalStateException: Result is not ready: Future[pending]. Await it, or ask isDone() "
                            + "first.");
            assertThat(said(future::exception))
                    .isEqualTo(
                            "IllegalStateException: Exception is not set: Future[pending]. Await it, or ask isDone() "
                                    + "first.");
            future.setResult("x");
            assertThat(said(() -> future.setResult("y")))
                    .isEqualTo("IllegalStateException: future is done already: Future[done]");
            Task<String> task = loop.createTask(naps());
            assertThat(said(() -> task.setResult("x")))
                    .startsWith(
                            "UnsupportedOperationException: a task has the value of its coroutine: Task[Task-1, pending");
        }
    }

    // ---- scopes

    @Async
    private Coroutine<Void> leaksScopes(TaskGroup[] group, Timeout[] scope) throws Exception {
        await(taskGroup(entered -> {
            group[0] = entered;
            return done();
        }));
        await(timeout(ofSeconds(1), entered -> {
            scope[0] = entered;
            return done();
        }));
        return done();
    }

    @Test
    void scopes_that_are_over() {
        TaskGroup[] group = new TaskGroup[1];
        Timeout[] scope = new Timeout[1];
        run(() -> leaksScopes(group, scope));
        assertThat(said(() -> group[0].createTask(naps())))
                .isEqualTo(
                        "IllegalStateException: TaskGroup[tasks=0, errors=0] is finished: it takes tasks while its body "
                                + "runs, or one of its tasks");
        assertThat(said(() -> scope[0].reschedule(null)))
                .isEqualTo("IllegalStateException: cannot change the deadline of a timeout that is finished");
    }

    @Test
    void waiting_for_nothing() {
        assertThat(said(() -> waitAll(List.of())))
                .isEqualTo("IllegalArgumentException: there are no futures to wait for");
    }

    // ---- asynchronous generators

    @Async
    private AsyncGenerator<Integer, Integer> one() {
        AsyncGenerator.yield(1);
        return done();
    }

    @Test
    void a_value_for_a_generator_that_has_not_begun() {
        assertThat(saidBy(() -> {
                    await(one().send(5));
                    return done();
                }))
                .matches(
                        "IllegalStateException:cannot send 5 to the just-started asynchronous generator .*MisuseIT.one.*: no "
                                + "yield waits for it");
    }

    @Test
    void an_asynchronous_generator_is_not_called_a_coroutine() {
        assertThat(one().toString()).matches("AsyncGenerator\\[MisuseIT\\.one \\(MisuseIT\\.java:\\d+\\)]");
    }
}
