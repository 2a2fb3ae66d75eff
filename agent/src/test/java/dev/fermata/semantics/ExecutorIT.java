package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.runInExecutor;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.toThread;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls on executors of all kinds. */
class ExecutorIT extends Traced {
    private static final List<ExecutorService> OPEN = new ArrayList<>();

    @AfterEach
    void end() {
        OPEN.forEach(ExecutorService::shutdownNow);
        OPEN.clear();
    }

    private static <E extends ExecutorService> E open(E executor) {
        OPEN.add(executor);
        return executor;
    }

    // ---- executors of all kinds

    static Stream<Arguments> withThreads() {
        return Stream.of(
                kind("a pool of one", () -> open(Executors.newSingleThreadExecutor())),
                kind("a fixed pool", () -> open(Executors.newFixedThreadPool(2))),
                kind("a pool of a user's class", () -> open(new UserPool())),
                kind("a scheduled pool", () -> open(Executors.newScheduledThreadPool(1))),
                kind("a fork-join pool", () -> open(new ForkJoinPool(1))),
                kind("the common pool", ForkJoinPool::commonPool),
                kind("a thread for each", () -> call -> new Thread(call).start()),
                kind("the default executor", () -> null),
                kind("an executor of another library", () -> ForeignService.withoutStages()));
    }

    private static Arguments kind(String name, Supplier<Executor> executor) {
        return arguments(named(name, executor));
    }

    /** A class of the JDK's, but not of the JDK. */
    private static final class UserPool extends ThreadPoolExecutor {
        UserPool() {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }
    }

    @Async
    private Coroutine<Void> calls(Executor executor) {
        Thread here = Thread.currentThread();
        assertThat(await(runInExecutor(executor, Thread::currentThread))).isNotSameAs(here);
        IOException thrown = new IOException("as it is");
        try {
            await(runInExecutor(executor, () -> {
                throw thrown;
            }));
        } catch (Exception e) {
            assertThat(e).isSameAs(thrown);
            log("thrown");
        }
        assertThat(Thread.currentThread()).isSameAs(here);
        return done();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withThreads")
    void a_call_on_another_thread_hands_over_its_value_or_what_it_throws(Supplier<Executor> executor) {
        assertThat(run(calls(executor.get()))).hasSize(1).allMatch(line -> line.endsWith("thrown"));
    }

    @Async
    private Coroutine<Void> cancels(Executor executor) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Object> call = runInExecutor(executor, () -> {
            begun.countDown();
            try {
                return begin().await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        await(toThread(() -> begun.await(1, TimeUnit.MINUTES)));
        call.cancel();
        try {
            await(call);
        } catch (CancelledError error) {
            log("cancelled");
        }
        log("interrupted", await(toThread(() -> interrupted.await(1, TimeUnit.MINUTES))));
        return done();
    }

    private static CountDownLatch begin() {
        return new CountDownLatch(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withThreads")
    void cancelling_a_call_interrupts_its_thread(Supplier<Executor> executor) {
        run(() -> cancels(executor.get()));
        assertThat(trace).hasSize(2);
        assertThat(trace.get(0)).endsWith("cancelled");
        assertThat(trace.get(1)).endsWith("interrupted true");
    }

    /** Cancels a call that does not react to it. Returns whether the next one on its thread begins interrupted. */
    @Async
    private Coroutine<Boolean> callsAfterInterrupt(Executor executor) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<Void> call = runInExecutor(executor, () -> {
            thread.set(Thread.currentThread());
            begun.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            return null;
        });
        // It waits in line behind the first one, so that the thread goes from the one to the other.
        Future<Boolean> next = runInExecutor(
                executor, () -> Thread.currentThread().isInterrupted() && thread.get() == Thread.currentThread());
        await(toThread(() -> begun.await(1, TimeUnit.MINUTES)));
        call.cancel();
        return done(await(next));
    }

    @Test
    void the_interrupt_of_a_cancelled_call_does_not_reach_the_next_one_on_its_thread() {
        BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
        Thread worker = new Thread(() -> {
            try {
                while (true) {
                    queue.take().run();
                }
            } catch (InterruptedException e) {
                // The test ends it; before that, it would lose the second call.
            }
        });
        worker.start();
        run(() -> callsAfterInterrupt(open(new ForkJoinPool(1))));
        run(() -> callsAfterInterrupt(open(Executors.newSingleThreadExecutor())));
        run(() -> callsAfterInterrupt(queue::add));
        worker.interrupt();
        assertThat(trace).containsExactly("= false", "= false", "= false");
    }

    @Async
    private Coroutine<Void> withdraws(ExecutorService single) {
        CountDownLatch release = new CountDownLatch(1);
        Future<Boolean> first = runInExecutor(single, () -> release.await(1, TimeUnit.MINUTES));
        Future<Boolean> second = runInExecutor(single, () -> trace.add("it begins"));
        await(sleep(ZERO));
        second.cancel();
        await(sleep(ZERO));
        release.countDown();
        await(first);
        await(runInExecutor(single, () -> null));
        return done();
    }

    @Test
    void a_call_that_is_cancelled_before_it_begins_never_begins() {
        assertThat(run(withdraws(open(Executors.newSingleThreadExecutor())))).isEmpty();
    }

    // ---- on the loop's own thread

    @Async
    private Coroutine<Void> callsHere() {
        log("begin");
        Future<String> call = runInExecutor(Runnable::run, () -> "called on " + EventLoop.runningOrNull());
        log(call.isDone());
        await(call);
        log("called");
        try {
            await(runInExecutor(Runnable::run, () -> {
                throw failure("x");
            }));
        } catch (IllegalArgumentException e) {
            log(e);
        }
        return done();
    }

    /** As CPython does with an executor whose {@code submit} calls at once. */
    @Test
    void a_call_on_the_loops_own_thread_takes_a_hop_to_the_future_and_one_to_who_awaits() {
        assertThat(run(callsHere())).containsExactly("1 begin", "1 false", "3 called", "5 IllegalArgumentException:x");
    }

    @Async
    private Coroutine<Void> callsOnLoop() {
        EventLoop loop = EventLoop.running();
        log(await(runInExecutor(loop, () -> EventLoop.running() == loop)));
        return done();
    }

    @Test
    void a_loop_is_an_executor_too() {
        assertThat(run(callsOnLoop())).hasSize(1).allMatch(line -> line.endsWith("true"));
    }

    // ---- executors that refuse, or lose what they get

    @Async
    private Coroutine<Void> isRejected(RuntimeException rejection) {
        Executor full = call -> {
            throw rejection;
        };
        try {
            await(runInExecutor(full, () -> "never"));
        } catch (RuntimeException e) {
            assertThat(e).isSameAs(rejection);
            log("rejected");
        }
        ExecutorService shut = Executors.newSingleThreadExecutor();
        shut.shutdown();
        try {
            await(runInExecutor(shut, () -> "never"));
        } catch (RejectedExecutionException e) {
            log("shut down");
        }
        await(sleep(ofMillis(1)));
        return done();
    }

    @Test
    void what_an_executor_throws_that_refuses_a_call_reaches_who_awaits_it() {
        assertThat(run(isRejected(new RejectedExecutionException("full"))))
                .containsExactly("1 rejected", "1 shut down");
    }

    @Async
    private Coroutine<Void> losesAfterCall(RuntimeException thrown) {
        Executor failing = call -> {
            call.run();
            throw thrown;
        };
        try {
            await(runInExecutor(failing, () -> "called"));
        } catch (RuntimeException e) {
            log(e);
        }
        await(sleep(ofMillis(1))); // the virtual clock must know that nothing is under way
        return done();
    }

    @Test
    void an_executor_that_fails_after_the_call_is_counted_once() {
        assertThat(run(losesAfterCall(failure("late")))).containsExactly("1 IllegalArgumentException:late");
    }

    @Async
    private Coroutine<String> isLost(Executor losing) {
        Future<String> call = runInExecutor(losing, () -> "never");
        Task<String> waiting = createTask(awaits(call));
        await(sleep(ofMillis(1)));
        String report = waiting.situation();
        try {
            await(waitFor(waiting, ofMillis(1)));
        } catch (TimeoutException e) {
            return done(report);
        }
        return done("in time");
    }

    @Async
    private static Coroutine<String> awaits(Future<String> call) {
        return done(await(call));
    }

    @Test
    void a_call_that_the_executor_loses_can_be_given_a_time_limit() {
        ThreadPoolExecutor losing = open(new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new ThreadPoolExecutor.DiscardPolicy()));
        losing.shutdown();
        assertThat(Asyncio.run(isLost(losing))).contains("waits for a call on ThreadPoolExecutor");
        assertThat(Asyncio.run(isLost(call -> {}))).contains("waits for a call on an executor");
    }

    @Async
    private Coroutine<Void> shutsDownNow(ExecutorService single) {
        Future<Boolean> first = runInExecutor(single, () -> begin().await(1, TimeUnit.MINUTES));
        Future<String> second = runInExecutor(single, () -> "never");
        for (Runnable dropped : single.shutdownNow()) {
            ((java.util.concurrent.Future<?>) dropped).cancel(false);
        }
        try {
            await(second);
        } catch (CancelledError error) {
            log("cancelled");
        }
        try {
            await(first);
        } catch (CancelledError | Exception ended) {
            // Interrupted by shutdownNow, or dropped as well, if it had not begun.
        }
        return done();
    }

    @Test
    void cancelling_what_shutdownNow_has_dropped_tells_who_awaits() {
        ExecutorService single = open(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>()));
        assertThat(run(shutsDownNow(single))).hasSize(1).allMatch(line -> line.endsWith("cancelled"));
    }

    // ---- the loop is gone

    @Test
    void a_call_that_ends_after_the_loop_was_closed_is_forgotten() throws Exception {
        ExecutorService single = open(Executors.newSingleThreadExecutor());
        CountDownLatch release = new CountDownLatch(1);
        EventLoop loop = EventLoop.create();
        Future<Boolean> call = loop.runInExecutor(single, () -> release.await(1, TimeUnit.MINUTES));
        loop.close();
        release.countDown();
        assertThat(single.submit(() -> "the thread goes on").get(1, TimeUnit.MINUTES))
                .isEqualTo("the thread goes on");
        assertThat(call.isDone()).isFalse();
        assertThatThrownBy(() -> loop.runInExecutor(single, () -> "never"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
