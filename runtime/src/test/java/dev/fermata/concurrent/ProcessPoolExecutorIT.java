package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcessPoolExecutorIT {
    private static ProcessPoolExecutor pool;

    @BeforeAll
    static void open() {
        pool = new ProcessPoolExecutor(2);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void a_lambda_runs_in_another_process() throws Exception {
        assertThat(value(pool.submit(() -> pid()))).isNotEqualTo(pid());
    }

    @Test
    void a_lambda_takes_along_what_it_captures() throws Exception {
        BigInteger big = BigInteger.TEN.pow(30);
        List<String> names = List.of("a", "b");
        assertThat(value(pool.submit(() -> names + " " + big.add(BigInteger.ONE))))
                .isEqualTo("[a, b] 1000000000000000000000000000001");
    }

    @Test
    void a_lambda_without_a_value_gives_null() throws Exception {
        assertThat(value(pool.submit(() -> {
                    Thread.onSpinWait();
                })))
                .isNull();
        assertThat(value(pool.submit(() -> {}, "done"))).isEqualTo("done");
    }

    @Test
    void a_value_may_be_null() throws Exception {
        Object value = value(pool.submit(() -> null));
        assertThat(value).isNull();
    }

    @Test
    void a_callable_that_is_not_serialisable_is_refused_with_what_to_do() {
        Callable<Integer> plain = () -> 1;
        assertThatThrownBy(() -> pool.submit(plain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not java.io.Serializable")
                .hasMessageContaining("give its variable the type SerializableCallable");
    }

    @Test
    void a_runnable_that_is_not_serialisable_is_refused() {
        Runnable plain = () -> {};
        assertThatThrownBy(() -> pool.execute(plain)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_future_is_a_stage_as_well() throws Exception {
        CompletionStage<Integer> stage = pool.submit(() -> 20);
        assertThat(value(stage.thenApply(x -> x + 1).toCompletableFuture())).isEqualTo(21);
    }

    @Test
    void apply_waits_and_applyAsync_does_not() throws Exception {
        int square = pool.apply(x -> x * x, 12);
        assertThat(square).isEqualTo(144);
        Future<Integer> later = pool.applyAsync(x -> x * x, 13);
        assertThat(value(later)).isEqualTo(169);
        assertThat(pool.apply(() -> "no argument")).isEqualTo("no argument");
        assertThat(value(pool.applyAsync(() -> "no argument"))).isEqualTo("no argument");
    }

    @Test
    void apply_throws_what_the_task_throws_as_it_is() {
        assertThatThrownBy(() -> pool.apply(() -> {
                    throw new java.io.IOException("no disk");
                }))
                .isExactlyInstanceOf(java.io.IOException.class)
                .hasMessage("no disk");
    }

    @Test
    void workers_are_used_again_and_there_are_no_more_than_allowed() throws Exception {
        List<Future<Long>> pids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pids.add(pool.submit(() -> pid()));
        }
        List<Long> seen = new ArrayList<>();
        for (Future<Long> future : pids) {
            seen.add(value(future));
        }
        assertThat(seen.stream().distinct().count()).isBetween(1L, 2L);
    }

    @Test
    void many_short_tasks_come_back_each_with_its_own_value() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            int number = i;
            futures.add(pool.submit(() -> number));
        }
        for (int i = 0; i < futures.size(); i++) {
            assertThat(value(futures.get(i))).isEqualTo(i);
        }
    }

    @Test
    void many_threads_may_submit() {
        List<Integer> sums = IntStream.range(0, 8)
                .parallel()
                .mapToObj(thread -> IntStream.range(0, 200)
                        .map(i -> pool.submit(() -> thread * 1000 + i).join() - thread * 1000)
                        .sum())
                .toList();
        assertThat(sums).containsOnly(199 * 200 / 2);
    }

    @Test
    void long_arguments_and_values_are_streamed() throws Exception {
        byte[] sent = new byte[20_000_000];
        Arrays.fill(sent, (byte) 7);
        sent[sent.length - 1] = 1;
        byte[] received = value(pool.submit(() -> {
            byte[] copy = sent.clone();
            copy[0] = sent[sent.length - 1];
            return copy;
        }));
        assertThat(received).hasSize(sent.length);
        assertThat(received[0]).isEqualTo((byte) 1);
        assertThat(received[1]).isEqualTo((byte) 7);
    }

    @Test
    void long_and_short_tasks_may_be_mixed() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int[] content = new int[i % 3 == 0 ? 20_000 : 1];
            content[0] = i;
            futures.add(pool.submit(() -> content[0] + content.length));
        }
        for (int i = 0; i < futures.size(); i++) {
            assertThat(value(futures.get(i))).isEqualTo(i + (i % 3 == 0 ? 20_000 : 1));
        }
    }

    @Test
    void values_of_all_sizes_around_that_of_a_frame_arrive() throws Exception {
        for (int size = 32 * 1024 - 120; size < 32 * 1024 + 20; size++) {
            byte[] bytes = new byte[size];
            int expected = size;
            assertThat(value(pool.submit(() -> bytes))).hasSize(expected);
        }
    }

    @Test
    void invokeAll_waits_for_all() throws Exception {
        List<SerializableCallable<Integer>> tasks = List.of(() -> 1, () -> 2, () -> {
            throw new IllegalStateException("three");
        });
        List<Future<Integer>> futures = pool.invokeAll(tasks);
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(1).get()).isEqualTo(2);
        assertThatThrownBy(() -> futures.get(2).get())
                .hasRootCauseMessage(
                        "java.lang.IllegalStateException was thrown in worker process " + remotePid(futures.get(2)));
    }

    private static long remotePid(Future<?> failed) throws InterruptedException {
        try {
            throw new AssertionError(failed.get());
        } catch (ExecutionException e) {
            return ((RemoteFailure) e.getCause().getCause()).pid();
        }
    }

    @Test
    void invokeAll_with_a_time_limit_cancels_the_rest() throws Exception {
        List<SerializableCallable<Integer>> tasks = List.of(() -> Workers.endless());
        List<Future<Integer>> futures = pool.invokeAll(tasks, 50, TimeUnit.MILLISECONDS);
        assertThat(futures.get(0).isCancelled()).isTrue();
    }

    @Test
    void invokeAny_gives_the_first_value_and_cancels_the_rest() throws Exception {
        List<SerializableCallable<Integer>> tasks = List.of(
                () -> {
                    throw new IllegalStateException("not this one");
                },
                () -> 2,
                () -> Workers.endless());
        assertThat(pool.invokeAny(tasks)).isEqualTo(2);
    }

    @Test
    void invokeAny_throws_if_all_fail() {
        List<SerializableCallable<Integer>> tasks = List.of(() -> {
            throw new IllegalStateException("neither this one");
        });
        assertThatThrownBy(() -> pool.invokeAny(tasks))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("neither this one");
    }

    @Test
    void an_interrupt_of_a_submitter_costs_no_worker() throws Exception {
        long before = value(pool.submit(() -> pid()));
        for (int i = 0; i < 200; i++) {
            Thread.currentThread().interrupt();
            Future<Long> future = pool.submit(() -> pid());
            assertThat(Thread.interrupted()).isTrue();
            assertThat(value(future)).isNotNull();
        }
        assertThat(ProcessHandle.of(before)).isPresent();
    }

    @Test
    void a_task_that_interrupts_its_own_thread_does_not_hurt_the_next_one() throws Exception {
        assertThat(value(pool.submit(() -> {
                    Thread.currentThread().interrupt();
                    return Thread.currentThread().isInterrupted();
                })))
                .isTrue();
        List<Future<Boolean>> next = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            next.add(pool.submit(() -> Thread.currentThread().isInterrupted()));
        }
        for (Future<Boolean> future : next) {
            assertThat(value(future)).isFalse();
        }
    }
}
