package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.gather;
import static dev.fermata.Asyncio.runInExecutor;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitFor;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import dev.fermata.concurrent.ProcessPoolExecutor;
import dev.fermata.concurrent.RemoteFailure;
import dev.fermata.concurrent.SerializableCallable;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Coroutines that await what worker processes compute. */
class ProcessPoolIT {
    private static ProcessPoolExecutor pool;

    @BeforeAll
    static void open() {
        pool = new ProcessPoolExecutor(2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private static long sumOfSquares(int n) {
        long sum = 0;
        for (long i = 0; i < n; i++) {
            sum += i * i;
        }
        return sum;
    }

    private static int fails() throws IOException {
        throw new IOException("no disk");
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    @Async
    private static Coroutine<List<Long>> computes() {
        long first = await(runInExecutor(pool, () -> sumOfSquares(1000)));
        long second = await(runInExecutor(pool, () -> pid()));
        return done(List.of(first, second));
    }

    @Test
    void a_lambda_runs_in_a_worker_process_and_its_value_is_awaited() {
        List<Long> values = Asyncio.run(computes());
        assertThat(values.get(0)).isEqualTo(332833500);
        assertThat(values.get(1)).isNotEqualTo(pid());
    }

    @Async
    private static Coroutine<List<Integer>> gathers() {
        int ten = 10;
        return done(await(gather(
                runInExecutor(pool, () -> ten + 1),
                runInExecutor(pool, () -> ten + 2),
                runInExecutor(pool, () -> ten + 3))));
    }

    @Test
    void several_are_gathered_in_order() {
        assertThat(Asyncio.run(gathers())).containsExactly(11, 12, 13);
    }

    @Async
    private static Coroutine<String> inner() {
        await(sleep(ofMillis(1)));
        return done("a coroutine in process " + pid());
    }

    @Test
    void a_task_may_run_an_event_loop_of_its_own_because_the_agent_is_in_the_worker_too() throws Exception {
        assertThat(pool.apply(() -> Asyncio.run(inner())))
                .startsWith("a coroutine in process ")
                .isNotEqualTo("a coroutine in process " + pid());
    }

    @Async
    private static Coroutine<Integer> awaitsFailure() throws Exception {
        return done(await(runInExecutor(pool, () -> fails())) + 1);
    }

    @Async
    private static Coroutine<Integer> above() throws Exception {
        return done(await(awaitsFailure()) + 1);
    }

    @Test
    void a_failure_shows_the_stack_in_the_worker_and_the_coroutines_that_await_it() {
        assertThatThrownBy(() -> Asyncio.run(above()))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no disk")
                .hasCauseInstanceOf(RemoteFailure.class)
                .satisfies(thrown -> assertThat(
                                Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName))
                        .contains("fails", "awaitsFailure", "above"));
    }

    private static long endless() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    @Async
    private static Coroutine<Void> timesOut(ProcessPoolExecutor one) throws Exception {
        long worker = await(runInExecutor(one, () -> pid()));
        Future<Long> endless = runInExecutor(one, () -> endless());
        try {
            await(waitFor(endless, ofMillis(50)));
            throw new AssertionError("it has ended");
        } catch (TimeoutException expected) {
            ProcessHandle.of(worker)
                    .ifPresent(handle ->
                            handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        }
        assertThat(await(runInExecutor(one, () -> pid()))).isNotEqualTo(worker);
        return done();
    }

    @Test
    void cancelling_the_awaiter_ends_the_worker_and_the_pool_goes_on() throws Exception {
        try (ProcessPoolExecutor one = new ProcessPoolExecutor(1)) {
            Asyncio.run(timesOut(one));
        }
    }

    @Async
    private static Coroutine<Integer> awaits(ProcessPoolExecutor executor, Callable<Integer> callable) {
        return done(await(runInExecutor(executor, callable)));
    }

    @Test
    void a_task_that_the_pool_refuses_is_the_awaiters_exception() {
        ProcessPoolExecutor closed = new ProcessPoolExecutor(1);
        closed.close();
        SerializableCallable<Integer> one = () -> 1;
        assertThatThrownBy(() -> Asyncio.run(awaits(closed, one))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void a_callable_that_is_not_serialisable_is_refused_with_what_to_do() {
        assertThatThrownBy(() -> Asyncio.run(awaits(pool, () -> 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Write the lambda in the call itself");
    }
}
