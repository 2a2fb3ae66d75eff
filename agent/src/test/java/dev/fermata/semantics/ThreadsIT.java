package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.runCoroutineThreadSafe;
import static dev.fermata.Asyncio.runInExecutor;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.toThread;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.CancelledError;
import dev.fermata.ContextVar;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Coroutines and other threads, on a real clock. */
class ThreadsIT {
    private static final ContextVar<String> VARIABLE = new ContextVar<>("variable", "none");

    private final List<String> log = new ArrayList<>();

    // ---- calls on other threads

    @Async
    private Coroutine<Void> ticks(CountDownLatch release) {
        for (int i = 0; i < 3; i++) {
            log.add("tick");
            await(sleep(ZERO));
        }
        release.countDown();
        return done();
    }

    private static String block(CountDownLatch release) throws InterruptedException {
        return release.await(20, TimeUnit.SECONDS) ? "released" : "not released";
    }

    @Async
    private Coroutine<Void> callsWhileTicking() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Task<Void> ticking = createTask(ticks(release));
        log.add(await(toThread(() -> block(release))));
        await(ticking);
        return done();
    }

    @Test
    void the_loop_goes_on_turning_while_a_thread_blocks() throws InterruptedException {
        run(callsWhileTicking());
        assertThat(log).containsExactly("tick", "tick", "tick", "released");
    }

    @Async
    private Coroutine<Void> callsWithContext(ExecutorService own) {
        VARIABLE.set("mine");
        log.add(await(toThread(() -> {
            String seen = VARIABLE.get();
            VARIABLE.set("changed");
            return seen;
        })));
        log.add(VARIABLE.get());
        log.add(await(runInExecutor(null, VARIABLE::get)));
        log.add(await(runInExecutor(own, () -> {
            String seen = VARIABLE.get();
            VARIABLE.set("left behind");
            return seen;
        })));
        log.add(await(runInExecutor(own, VARIABLE::get)));
        return done();
    }

    @Async
    private static Coroutine<Void> callsACallable(List<Object> log, Callable<String> callable) {
        try {
            log.add(await(toThread(callable)));
        } catch (Exception e) {
            log.add(e);
        }
        return done();
    }

    @Test
    void toThread_takes_a_callable_too_and_its_exception_arrives_as_it_is() {
        List<Object> log = new ArrayList<>();
        IOException broken = new IOException("broken");
        run(callsACallable(log, () -> "value"));
        run(callsACallable(log, () -> {
            throw broken;
        }));
        assertThat(log).containsExactly("value", broken);
    }

    @Test
    void toThread_takes_a_copy_of_the_context_along_and_runInExecutor_an_empty_one() {
        ExecutorService own = Executors.newSingleThreadExecutor();
        run(callsWithContext(own));
        own.shutdown();
        assertThat(log).containsExactly("mine", "mine", "none", "none", "none");
    }

    @Async
    private Coroutine<Void> callsFailing() {
        try {
            await(toThread(() -> {
                throw new IOException("as it is");
            }));
        } catch (IOException e) {
            log.add(e.toString());
        }
        return done();
    }

    @Test
    void an_exception_arrives_as_it_is() {
        run(callsFailing());
        assertThat(log).containsExactly("java.io.IOException: as it is");
    }

    @Async
    private Coroutine<Void> timesOut(CompletableFuture<String> fate) {
        try {
            await(waitFor(
                    toThread(() -> {
                        try {
                            TimeUnit.SECONDS.sleep(20);
                            return fate.complete("slept");
                        } catch (InterruptedException e) {
                            return fate.complete("interrupted");
                        }
                    }),
                    ofMillis(50)));
        } catch (TimeoutException e) {
            log.add("TimeoutException");
        }
        return done();
    }

    @Test
    void cancelling_who_awaits_interrupts_the_thread() throws Exception {
        CompletableFuture<String> fate = new CompletableFuture<>();
        run(timesOut(fate));
        assertThat(log).containsExactly("TimeoutException");
        assertThat(fate.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }

    @Async
    private Coroutine<Void> callsForeign(ExecutorService foreign) {
        log.add(await(runInExecutor(foreign, () -> "called")));
        try {
            await(runInExecutor(foreign, () -> {
                throw new IOException("as it is");
            }));
        } catch (Exception e) {
            log.add(e.toString());
        }
        return done();
    }

    @Test
    void an_executor_of_another_library_gets_the_callable_itself() {
        run(callsForeign(ForeignService.withStages()));
        run(callsForeign(ForeignService.withoutStages()));
        assertThat(log)
                .containsExactly("called", "java.io.IOException: as it is", "called", "java.io.IOException: as it is");
    }

    // ---- completing from other threads

    @Async
    private Coroutine<Void> awaitsThread() {
        Future<String> future = EventLoop.running().createFuture();
        Thread loopThread = Thread.currentThread();
        new Thread(() -> future.setResult("from a thread")).start();
        log.add(await(future));
        assertThat(Thread.currentThread()).isSameAs(loopThread);
        return done();
    }

    @Test
    void a_plain_thread_completes_a_future_and_the_coroutine_goes_on_on_the_loops_thread() {
        run(awaitsThread());
        assertThat(log).containsExactly("from a thread");
    }

    @Async
    private Coroutine<Void> awaitsStage(CompletableFuture<String> stage) {
        log.add(await(stage.thenApply(value -> value + "!")));
        return done();
    }

    @Test
    void a_stage_of_the_JDK_can_be_awaited() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stage.completeOnTimeout("later", 20, TimeUnit.MILLISECONDS);
        run(awaitsStage(stage));
        run(awaitsStage(CompletableFuture.completedFuture("done")));
        assertThat(log).containsExactly("later!", "done!");
    }

    @Async
    private Coroutine<Void> timesOutStage(CompletableFuture<String> stage) {
        try {
            await(waitFor(awaitsRaw(stage), ofMillis(20)));
        } catch (TimeoutException e) {
            log.add("TimeoutException");
        }
        return done();
    }

    @Async
    private Coroutine<String> awaitsRaw(CompletableFuture<String> stage) {
        return done(await(stage));
    }

    @Test
    void cancelling_who_awaits_a_stage_cancels_the_stage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        run(timesOutStage(stage));
        assertThat(log).containsExactly("TimeoutException");
        assertThat(stage).isCancelled();
    }

    // ---- coroutines from other threads

    @Async
    private Coroutine<String> sleepsAndLogs(int millis) {
        try {
            await(sleep(ofMillis(millis)));
        } catch (CancelledError error) {
            log.add("cancelled");
            throw error;
        }
        return done("slept on " + Thread.currentThread().getName());
    }

    @Async
    private Coroutine<String> throwsChecked() throws IOException {
        throw new IOException("x");
    }

    @Test
    void another_thread_may_run_a_coroutine_on_the_loop_and_wait_for_it() throws Exception {
        EventLoop loop = EventLoop.create();
        Thread running = new Thread(loop::runForever, "the loop's thread");
        running.start();
        assertThat(runCoroutineThreadSafe(sleepsAndLogs(1), loop).get(20, TimeUnit.SECONDS))
                .isEqualTo("slept on the loop's thread");
        assertThatThrownBy(() -> runCoroutineThreadSafe(throwsChecked(), loop).get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(IOException.class);

        CompletableFuture<String> cancelled = runCoroutineThreadSafe(sleepsAndLogs(100_000), loop);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        loop.callSoonThreadSafe(() -> loop.callSoon(() -> loop.callSoon(() -> begun.complete(null))));
        begun.get(20, TimeUnit.SECONDS);
        cancelled.cancel(true);
        assertThatThrownBy(cancelled::get).isInstanceOf(CancellationException.class);

        AtomicReference<Task<String>> task = new AtomicReference<>();
        CompletableFuture<Void> made = new CompletableFuture<>();
        loop.callSoonThreadSafe(() -> {
            task.set(loop.createTask(sleepsAndLogs(20)));
            made.complete(null);
        });
        made.get(20, TimeUnit.SECONDS);
        assertThat(task.get().get(20, TimeUnit.SECONDS)).startsWith("slept on");

        loop.callSoonThreadSafe(loop::stop);
        running.join();
        loop.close();
        assertThat(log).containsExactly("cancelled");
    }

    @Async
    private Coroutine<Void> leavesThreadRunning(CountDownLatch release) throws InterruptedException {
        createTask(toThread(() -> {
            log.add("begun");
            release.countDown();
            TimeUnit.MILLISECONDS.sleep(50);
            return null;
        }));
        await(toThread(() -> block(release)));
        return done();
    }

    @Test
    void at_the_end_a_program_interrupts_its_calls_and_waits_for_them() throws InterruptedException {
        long begin = System.nanoTime();
        run(leavesThreadRunning(new CountDownLatch(1)));
        assertThat(log).containsExactly("begun");
        assertThat(System.nanoTime() - begin).isLessThan(ofSeconds(20).toNanos());
    }
}
