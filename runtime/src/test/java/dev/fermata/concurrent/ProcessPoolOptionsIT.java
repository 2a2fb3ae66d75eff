package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessPoolOptionsIT {
    private static int prepared; // in a worker

    @Test
    void workers_start_when_they_are_needed() {
        List<Long> before = Workers.alive();
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            assertThat(Workers.alive()).isEqualTo(before);
        }
    }

    @Test
    void options_environment_and_directory_reach_the_worker(@TempDir Path directory) throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .jvmOptions("-Dcolour=red", "-Xmx77m")
                .environment(Map.of("SHAPE", "round"))
                .workingDirectory(directory)
                .build()) {
            String text = value(pool.submit(() -> System.getProperty("colour") + " " + System.getenv("SHAPE") + " "
                    + Path.of("").toAbsolutePath().toRealPath() + " "
                    + Runtime.getRuntime().maxMemory() / (1 << 20)));
            assertThat(text)
                    .startsWith("red round " + directory.toRealPath() + " ")
                    .matches(".* 7[0-9]$");
        }
    }

    @Test
    void the_options_of_this_JVM_reach_the_worker_too() throws Exception {
        System.setProperty("fermata.test.property", "seen");
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            assertThat(value(pool.submit(() -> Workers.class.desiredAssertionStatus())))
                    .isEqualTo(Workers.class.desiredAssertionStatus());
            assertThat(value(pool.submit(() -> System.getProperty("fermata.test.property"))))
                    .isEqualTo("seen");
            assertThat(value(pool.submit(() -> System.getProperty("java.class.path"))))
                    .isNotEmpty();
        } finally {
            System.clearProperty("fermata.test.property");
        }
    }

    @Test
    void the_standard_input_of_a_worker_is_empty() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            assertThat(value(pool.submit(() -> System.in.read()))).isEqualTo(-1);
        }
    }

    @Test
    void the_initializer_runs_once_in_each_worker_before_its_first_task() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .initializer(() -> prepared++)
                .build()) {
            assertThat(value(pool.submit(() -> prepared))).isEqualTo(1);
            assertThat(value(pool.submit(() -> prepared))).isEqualTo(1);
        }
        assertThat(prepared).isZero();
    }

    @Test
    void a_worker_is_replaced_after_as_many_tasks_as_it_may_run() throws Exception {
        try (ProcessPoolExecutor pool =
                ProcessPoolExecutor.builder().maxWorkers(1).maxTasksPerWorker(3).build()) {
            List<Future<Long>> futures = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                futures.add(pool.submit(() -> pid()));
            }
            List<Long> pids = new ArrayList<>();
            for (Future<Long> future : futures) {
                pids.add(value(future));
            }
            assertThat(pids.subList(0, 3)).containsOnly(pids.get(0));
            assertThat(pids.subList(3, 6)).containsOnly(pids.get(3));
            assertThat(pids.stream().distinct()).hasSize(3);
        }
    }

    @Test
    void an_idle_worker_ends_after_a_while_and_another_one_starts_when_needed() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .idleTimeout(Duration.ofMillis(50))
                .build()) {
            long first = value(pool.submit(() -> pid()));
            Workers.awaitEnd(first);
            assertThat(value(pool.submit(() -> pid()))).isNotEqualTo(first);
        }
    }

    @Test
    void the_least_number_of_workers_starts_with_the_pool_and_stays(@TempDir Path directory) throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                        .maxWorkers(2)
                        .minWorkers(1)
                        .idleTimeout(Duration.ofMillis(20))
                        .initializer(() -> System.out.println("started"))
                        .build()) {
            assertThat(printed.next()).isEqualTo("started");
            String meeting = directory.toString();
            Future<Long> one = pool.submit(() -> Workers.meet(meeting, 2));
            Future<Long> two = pool.submit(() -> Workers.meet(meeting, 2));
            ProcessHandle first = ProcessHandle.of(value(one)).orElseThrow();
            ProcessHandle second = ProcessHandle.of(value(two)).orElseThrow();
            CompletableFuture.anyOf(first.onExit(), second.onExit()).get(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(value(pool.submit(() -> pid()))).isEqualTo(first.isAlive() ? first.pid() : second.pid());
        }
    }

    @Test
    void a_task_that_takes_too_long_fails_and_its_worker_ends() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                        .maxWorkers(1)
                        .taskTimeout(Duration.ofSeconds(4))
                        .build();
                Printed printed = new Printed()) {
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            Future<Integer> after = pool.submit(() -> 5);
            long first = Long.parseLong(printed.next());
            assertThat(Workers.failure(endless))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("longer than 4 s")
                    .hasMessageContaining("worker process " + first);
            Workers.awaitEnd(first);
            assertThat(value(after)).isEqualTo(5);
        }
    }

    @Test
    void a_filter_refuses_classes_on_both_sides() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .serialFilter("java.io.*;java.lang.*;!*")
                .build()) {
            java.util.Date date = new java.util.Date(0);
            assertThat(Workers.failure(pool.submit(() -> date.getTime())))
                    .isInstanceOf(java.io.InvalidClassException.class)
                    .hasMessageStartingWith("java.util.Date; the filter of process ");
            assertThat(Workers.failure(pool.submit(() -> new java.util.Date(0))))
                    .isInstanceOf(java.io.InvalidClassException.class)
                    .hasMessageStartingWith("java.util.Date; the filter of process ");
            assertThat(value(pool.submit(() -> "text"))).isEqualTo("text");
        }
    }

    @Test
    void what_makes_no_sense_is_refused() {
        ProcessPoolBuilder builder = ProcessPoolExecutor.builder();
        assertThatThrownBy(() -> builder.maxWorkers(0)).hasMessage("maxWorkers is 0, and must be 1 or more.");
        assertThatThrownBy(() -> builder.taskTimeout(Duration.ZERO))
                .hasMessage("taskTimeout is PT0S, and must be more than nothing.");
        assertThatThrownBy(() -> builder.maxWorkers(1).minWorkers(2).build()).hasMessageContaining("minWorkers is 2");
        assertThatThrownBy(() -> builder.serialFilter("maxdepth=many")).isInstanceOf(IllegalArgumentException.class);
    }
}
