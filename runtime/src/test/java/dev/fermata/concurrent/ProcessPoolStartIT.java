package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when workers cannot be started. */
class ProcessPoolStartIT {
    @Test
    void an_initializer_that_throws_fails_all_tasks_and_no_worker_is_started_again() throws Exception {
        try (Printed printed = new Printed()) {
            try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                    .maxWorkers(1)
                    .initializer(() -> {
                        System.out.println("initializer");
                        throw new IllegalStateException("no licence");
                    })
                    .build()) {
                List<Future<Integer>> futures = submitUnlessBroken(pool, 5);
                for (Future<Integer> future : futures) {
                    assertThat(failure(future))
                            .isInstanceOf(BrokenProcessPoolException.class)
                            .hasMessageContaining("The initializer failed in a worker")
                            .hasMessageContaining("no licence")
                            .hasCauseInstanceOf(IllegalStateException.class);
                }
                assertThatThrownBy(() -> pool.submit(() -> 1))
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessageContaining("broken")
                        .hasMessageContaining("no licence");
            }
            assertThat(printed.all()).containsExactly("initializer");
        }
    }

    private static List<Future<Integer>> submitUnlessBroken(ProcessPoolExecutor pool, int count) {
        List<Future<Integer>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            futures.add(pool.submit(() -> 1));
        }
        return futures;
    }

    @Test
    void an_initializer_that_ends_the_process_fails_the_tasks() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .initializer(() -> System.exit(4))
                .build()) {
            assertThat(failure(pool.submit(() -> 1)))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining("exit code 4")
                    .hasMessageContaining("during the initializer");
        }
    }

    @Test
    void an_initializer_that_cannot_be_serialised_fails_the_tasks() throws Exception {
        Object lock = new Object();
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .initializer(() -> lock.notify())
                .build()) {
            assertThat(failure(pool.submit(() -> 1)))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining("The initializer cannot be serialised");
        }
    }

    @Test
    void an_option_that_the_JVM_does_not_know_is_shown_with_its_own_words() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(2)
                .jvmOptions("-XX:+NoSuchOption")
                .build()) {
            for (int i = 0; i < 2; i++) {
                assertThat(failure(pool.submit(() -> 1)))
                        .isInstanceOf(BrokenProcessPoolException.class)
                        .hasMessageContaining("exit code 1")
                        .hasMessageContaining("Unrecognized VM option 'NoSuchOption'");
            }
        }
    }

    @Test
    void a_directory_that_is_not_there_is_named(@TempDir Path directory) throws Exception {
        Path missing = directory.resolve("missing");
        try (ProcessPoolExecutor pool =
                ProcessPoolExecutor.builder().workingDirectory(missing).build()) {
            assertThat(failure(pool.submit(() -> 1)))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    @Test
    void a_place_without_room_for_the_socket_is_named(@TempDir Path directory) throws Exception {
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.resolve("gone").toString());
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            assertThat(failure(pool.submit(() -> 1)))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining("No private directory can be made in " + directory.resolve("gone"))
                    .hasMessageContaining("-Djava.io.tmpdir");
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }

    @Test
    void a_java_that_cannot_be_run_is_named(@TempDir Path directory) throws Exception {
        String before = System.getProperty("java.home");
        System.setProperty("java.home", directory.toString());
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            assertThat(failure(pool.submit(() -> 1)))
                    .isInstanceOf(BrokenProcessPoolException.class)
                    .hasMessageContaining(directory.resolve("bin/java").toString());
        } finally {
            System.setProperty("java.home", before);
        }
        assertThat(Workers.alive()).isEmpty();
    }

    @Test
    void a_pool_that_could_not_start_a_worker_tries_again_for_the_next_task(@TempDir Path directory) throws Exception {
        String before = System.getProperty("java.home");
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            System.setProperty("java.home", directory.toString());
            failure(pool.submit(() -> 1));
            System.setProperty("java.home", before);
            assertThat(Workers.value(pool.submit(() -> 1))).isEqualTo(1);
        } finally {
            System.setProperty("java.home", before);
        }
    }

    @Test
    void a_worker_that_is_killed_as_it_starts_is_started_again(@TempDir Path directory) throws Exception {
        String marker = directory.resolve("marker").toString();
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                        .maxWorkers(1)
                        .initializer(() -> {
                            System.out.println(Workers.pid());
                            while (!Files.exists(Path.of(marker))) {
                                Thread.onSpinWait();
                            }
                        })
                        .build()) {
            Future<Integer> task = pool.submit(() -> 1);
            long first = Long.parseLong(printed.next());
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            assertThat(printed.next()).isNotEqualTo(Long.toString(first));
            Files.createFile(Path.of(marker));
            assertThat(Workers.value(task)).isEqualTo(1);
        }
    }
}
