package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short tasks, many of which are at a worker at a time: what happens while some of their answers are still on the way. */
class ProcessPoolRacesIT {
    /** After so many tasks, the pool sends the next ones ahead. */
    private static final int PERIOD = 1500;

    private static final int LISTENED = 1400;

    /** Keeps the thread that talks to a worker away from it, until the worker has ended or will not do so. */
    private static void ignore(long worker) {
        ProcessHandle.of(worker).ifPresent(process -> {
            try {
                process.onExit().get(3, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                // The task that crashes has not been sent ahead, this time.
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    private static boolean crashes(int number) {
        return number % PERIOD == LISTENED + 4;
    }

    @Test
    void what_was_done_before_a_crash_has_its_value_and_everything_comes_to_an_end() throws Exception {
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            for (int i = 0; i < 3 * PERIOD; i++) {
                int number = i;
                byte[] ballast = new byte[i % PERIOD > LISTENED + 6 ? 30_000 : 1]; // more than a socket takes
                CompletableFuture<Long> future = pool.submit(() -> {
                    if (crashes(number)) {
                        Runtime.getRuntime().halt(1);
                    }
                    return pid() + ballast[0];
                });
                if (i % PERIOD == LISTENED) {
                    var unused = future.thenAccept(ProcessPoolRacesIT::ignore);
                }
                futures.add(future);
            }
            for (int i = 0; i < futures.size(); i++) {
                if (crashes(i)) {
                    assertThat(failure(futures.get(i))).isInstanceOf(BrokenProcessPoolException.class);
                } else {
                    assertThat(value(futures.get(i))).isPositive();
                }
            }
        }
    }

    private static long waitFor(Path begun, Path end) throws IOException {
        Files.createFile(begun);
        while (!Files.exists(end)) {
            Thread.onSpinWait();
        }
        return pid();
    }

    private static void cancelWhileTheNextOneRuns(CompletableFuture<Long> cancelled, Path nextBegun, Path nextEnd) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        while (!Files.exists(nextBegun) && System.nanoTime() < deadline) { // if it has not been sent ahead, this time
            Thread.onSpinWait();
        }
        cancelled.cancel(true);
        try {
            Files.createFile(nextEnd);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void cancelling_a_task_whose_answer_is_on_the_way_does_not_hit_the_next_one(@TempDir Path directory)
            throws Exception {
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            for (int i = 0; i < 3 * PERIOD; i++) {
                if (i % PERIOD == LISTENED + 2) {
                    String begun = directory.resolve("begun " + i).toString();
                    String end = directory.resolve("end " + i).toString();
                    CompletableFuture<Long> before = futures.get(i - 1);
                    var unused = futures.get(i - 2)
                            .thenRun(() -> cancelWhileTheNextOneRuns(before, Path.of(begun), Path.of(end)));
                    futures.add(pool.submit(() -> waitFor(Path.of(begun), Path.of(end))));
                } else {
                    futures.add(pool.submit(() -> pid()));
                }
            }
            for (int i = 0; i < futures.size(); i++) {
                if (i % PERIOD != LISTENED + 1) {
                    assertThat(value(futures.get(i))).isPositive();
                }
            }
        }
    }

    private static void signal(String name, long worker) throws Exception {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(worker))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Test
    void a_worker_from_which_all_its_tasks_are_taken_back_gets_others_later(@TempDir Path directory) throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(2)) {
            for (int round = 0; round < 6; round++) {
                String meeting = Files.createDirectory(directory.resolve("meeting " + round))
                        .toString();
                CompletableFuture<Long> one = pool.submit(() -> Workers.meet(meeting, 2));
                CompletableFuture<Long> two = pool.submit(() -> Workers.meet(meeting, 2));
                long stopped = value(one);
                assertThat(value(two)).isNotEqualTo(stopped);
                List<CompletableFuture<Integer>> futures = new ArrayList<>();
                CountDownLatch done = new CountDownLatch(9_999);
                for (int i = 0; i < 10_000; i++) {
                    CompletableFuture<Integer> future = pool.submit(() -> 0);
                    var unused = future.thenRun(done::countDown);
                    futures.add(future);
                }
                signal("STOP", stopped); // where it is at a task by chance, that one is done later
                assertThat(done.await(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                signal("CONT", stopped);
                for (CompletableFuture<Integer> future : futures) {
                    assertThat(value(future)).isZero();
                }
            }
        }
    }
}
