package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tasks are cancelled, and how pools end. */
class ProcessPoolEndIT {
    @Test
    void cancelling_a_running_task_ends_its_worker_and_nothing_else() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            Future<Integer> next = pool.submit(() -> 6);
            long worker = Long.parseLong(printed.next());
            assertThat(endless.cancel(true)).isTrue();
            Workers.awaitEnd(worker);
            assertThat(value(next)).isEqualTo(6);
            assertThatThrownBy(endless::get).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void cancelling_a_task_that_has_not_begun_keeps_it_from_running() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            long worker = value(pool.submit(() -> pid()));
            List<Future<?>> cancelled = new ArrayList<>();
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            for (int i = 0; i < 50; i++) {
                cancelled.add(pool.submit(() -> System.out.println("must not be")));
            }
            assertThat(printed.next()).isEqualTo(Long.toString(worker));
            cancelled.forEach(future -> future.cancel(true));
            assertThat(ProcessHandle.of(worker)).isPresent();
            endless.cancel(true);
            assertThat(value(pool.submit(() -> 1))).isEqualTo(1);
            assertThat(printed.all()).isEmpty();
        }
    }

    @Test
    void short_tasks_sent_ahead_can_be_cancelled_too_and_the_others_run_once() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            for (int i = 0; i < 3000; i++) {
                pool.submit(() -> 0); // so that the pool takes its tasks for short ones
            }
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            List<Future<?>> after = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                int number = i;
                after.add(pool.submit(() -> System.out.println(number)));
            }
            long worker = Long.parseLong(printed.next());
            for (int i = 0; i < 40; i += 2) {
                after.get(i).cancel(true);
            }
            assertThat(ProcessHandle.of(worker)).isPresent();
            endless.cancel(true);
            for (int i = 1; i < 40; i += 2) {
                value(after.get(i));
            }
            List<String> odd = new ArrayList<>();
            for (int i = 1; i < 40; i += 2) {
                odd.add(Integer.toString(i));
            }
            assertThat(printed.all()).containsExactlyElementsOf(odd);
        }
    }

    @Test
    void short_tasks_do_not_wait_behind_a_long_one_while_another_worker_is_idle() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                futures.add(pool.submit(() -> 0));
            }
            Future<Integer> endless = pool.submit(() -> Workers.endless());
            for (int i = 0; i < 200; i++) {
                futures.add(pool.submit(() -> 0));
            }
            for (Future<Integer> future : futures) {
                assertThat(value(future)).isZero();
            }
            assertThat(endless.isDone()).isFalse();
            endless.cancel(true);
        }
    }

    @Test
    void cancelling_without_interruption_lets_the_worker_finish(@TempDir Path directory) throws Exception {
        String meeting = directory.toString();
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            Future<?> task = pool.submit(() -> {
                System.out.println(pid());
                Workers.meet(meeting, 2);
                System.out.println("finished");
                return null;
            });
            String worker = printed.next();
            assertThat(task.cancel(false)).isTrue();
            Files.createFile(directory.resolve("go on"));
            assertThat(value(pool.submit(() -> pid()))).hasToString(worker);
            assertThat(printed.all()).containsExactly("finished");
        }
    }

    @Test
    void close_waits_for_all_tasks_and_leaves_no_process() throws Exception {
        List<Future<Integer>> futures = new ArrayList<>();
        ProcessPoolExecutor pool = new ProcessPoolExecutor(2);
        for (int i = 0; i < 50; i++) {
            int number = i;
            futures.add(pool.submit(() -> number));
        }
        pool.close();
        assertThat(futures).allMatch(Future::isDone);
        assertThat(futures.get(49).get()).isEqualTo(49);
        assertThat(pool.isTerminated()).isTrue();
        assertThat(Workers.alive()).isEmpty();
        assertThatThrownBy(() -> pool.submit(() -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("has been shut down");
        pool.close();
    }

    @Test
    void shutdownNow_cancels_all_and_kills_the_workers() throws Exception {
        try (Printed printed = new Printed()) {
            ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
            Future<Integer> running = pool.submit(() -> Workers.endless());
            Future<Integer> waiting = pool.submit(() -> 1);
            printed.next();
            assertThat(pool.shutdownNow()).hasSize(1);
            assertThat(running.isCancelled()).isTrue();
            assertThat(waiting.isCancelled()).isTrue();
            assertThat(pool.awaitTermination(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(Workers.alive()).isEmpty();
        }
    }

    @Test
    void shutdownNow_ends_workers_that_are_just_starting() throws Exception {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(2);
        Future<Integer> task = pool.submit(() -> 1);
        pool.shutdownNow();
        assertThat(pool.awaitTermination(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(task.isDone()).isTrue();
        assertThat(Workers.alive()).isEmpty();
    }

    @Test
    void an_interrupt_while_closing_ends_what_is_running() throws Exception {
        try (Printed printed = new Printed()) {
            ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
            Future<Integer> running = pool.submit(() -> Workers.endless());
            printed.next();
            Thread.currentThread().interrupt();
            pool.close();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(running.isCancelled()).isTrue();
            assertThat(Workers.alive()).isEmpty();
        }
    }

    @Test
    void a_worker_that_will_not_end_is_ended() throws Exception {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
        value(pool.submit(() -> {
            Thread stays = new Thread(() -> Workers.endless());
            stays.start();
            return 1;
        }));
        pool.close();
        assertThat(Workers.alive()).isEmpty();
    }

    @Test
    void an_interrupt_from_the_terminal_does_not_end_a_worker() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            long worker = value(pool.submit(() -> {
                while (Thread.getAllStackTraces().keySet().stream()
                        .anyMatch(thread -> thread.getName().equals("fermata-warm-up"))) {
                    Thread.onSpinWait();
                }
                return pid();
            }));
            assertThat(new ProcessBuilder("kill", "-INT", Long.toString(worker))
                            .start()
                            .waitFor())
                    .isZero();
            for (int i = 0; i < 20; i++) {
                assertThat(value(pool.submit(() -> pid()))).isEqualTo(worker);
            }
        }
    }

    /** A program of its own, which is killed. */
    static final class Killed {
        public static void main(String[] arguments) throws Exception {
            ProcessPoolExecutor pool = new ProcessPoolExecutor(2);
            System.out.println(pool.submit(() -> pid()).get());
            pool.submit(() -> Workers.endless());
            pool.submit(() -> Workers.endless());
            if (arguments.length > 0) {
                System.in.read(); // until the test has seen both
            }
            Thread.currentThread().join();
        }
    }

    @Test
    void workers_end_with_their_parent_also_when_it_is_killed() throws Exception {
        Process parent = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<ProcessHandle> workers = new ArrayList<>();
        try (BufferedReader lines = parent.inputReader()) {
            for (int i = 0; i < 3; i++) {
                ProcessHandle.of(Long.parseLong(lines.readLine())).ifPresent(workers::add);
            }
            assertThat(workers).isNotEmpty();
            parent.destroyForcibly().waitFor();
            for (ProcessHandle worker : workers) {
                worker.onExit().get(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void what_throws_while_the_pool_is_closed_is_still_known() throws Exception {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
        Future<Integer> failing = pool.submit(() -> ProcessPoolFailureIT.fails());
        pool.close();
        assertThat(failure(failing)).hasMessage("the disk is full");
    }
}
