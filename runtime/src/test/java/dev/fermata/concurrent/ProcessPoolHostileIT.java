package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks and callers that do what one should not do. */
class ProcessPoolHostileIT {
    /** Cannot even be described. */
    static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void an_exception_that_cannot_be_described_is_at_least_named_and_the_worker_stays() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            long worker = value(pool.submit(() -> {
                new Thread(() -> Workers.endless()).start(); // keeps a process alive whose main thread has failed
                return pid();
            }));
            assertThat(failure(pool.submit(() -> {
                        throw new Unspeakable();
                    })))
                    .hasMessageContaining(Unspeakable.class.getName())
                    .hasMessageContaining("no message");
            assertThat(value(pool.submit(() -> pid()))).isEqualTo(worker);
        }
    }

    @Test
    void an_exception_with_a_very_long_chain_of_causes_is_at_least_named_and_the_worker_stays() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            long worker = value(pool.submit(() -> pid()));
            assertThat(failure(pool.submit(() -> {
                        Exception chain = new Exception("first");
                        for (int i = 0; i < 20_000; i++) {
                            chain = new Exception("link", chain);
                        }
                        throw chain;
                    })))
                    .hasMessageContaining("java.lang.Exception");
            assertThat(value(pool.submit(() -> pid()))).isEqualTo(worker);
        }
    }

    @Test
    void an_interrupt_that_a_task_leaves_behind_does_not_reach_the_next_one() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            List<Future<Boolean>> interrupted = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                interrupted.add(pool.submit(() -> {
                    boolean before = Thread.currentThread().isInterrupted();
                    Thread.currentThread().interrupt();
                    return before;
                }));
            }
            for (Future<Boolean> future : interrupted) {
                assertThat(value(future)).isFalse();
            }
        }
    }

    @Test
    void bytes_that_are_no_text_are_printed_somehow_and_hold_nothing_up() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            byte[] bytes = new byte[100_000];
            java.util.Arrays.fill(bytes, 1, bytes.length, (byte) 0x80); // the middle of a character, on and on
            bytes[0] = 'x';
            assertThat(value(pool.submit(() -> {
                        System.out.write(bytes, 0, bytes.length);
                        System.out.println();
                        return "printed";
                    })))
                    .isEqualTo("printed");
            assertThat(printed.next()).startsWith("x");
        }
    }

    @Test
    void closing_a_pool_in_a_function_attached_to_its_future_is_an_error_and_no_deadlock() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            CountDownLatch attached = new CountDownLatch(1);
            CompletableFuture<Void> closing = pool.submit(() -> pid())
                    .thenAccept(worker -> {
                        awaitQuietly(attached);
                    })
                    .thenRun(pool::close);
            attached.countDown();
            assertThat(failure(closing))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("thread of this pool");
            assertThat(value(pool.submit(() -> 1))).isEqualTo(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_pool_may_be_shut_down_in_a_function_attached_to_its_future() throws Exception {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
        value(pool.submit(() -> pid()).thenRun(pool::shutdownNow));
        assertThat(pool.awaitTermination(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(Workers.alive()).isEmpty();
    }

    @Test
    void a_task_that_submits_to_its_own_pool_is_told_that_the_pool_does_not_travel() throws Exception {
        try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            assertThat(failure(pool.submit(() -> pool.submit(() -> 1).get())))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("captured variable 1, of class " + ProcessPoolExecutor.class.getName());
        }
    }

    private static long inPoolOfItsOwn() throws Exception {
        try (ProcessPoolExecutor inner = new ProcessPoolExecutor(1)) {
            return value(inner.submit(() -> (long) Workers.endless()));
        }
    }

    @Test
    void a_pool_within_a_task_ends_with_the_worker() throws Exception {
        try (Printed printed = new Printed();
                ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
            Future<Long> nested = pool.submit(() -> inPoolOfItsOwn());
            long inner = Long.parseLong(printed.next());
            assertThat(Workers.alive()).hasSize(2).contains(inner);
            nested.cancel(true);
            Workers.awaitEnd(inner);
        }
        assertThat(Workers.alive()).isEmpty();
    }

    private static int oneFromPoolOfItsOwn() throws Exception {
        try (ProcessPoolExecutor inner = new ProcessPoolExecutor(1)) {
            return value(inner.submit(() -> 1));
        }
    }

    /** The pool in the task loads its classes in a JVM with that filter, and so does its worker. */
    @Test
    void a_filter_that_refuses_what_is_only_to_warm_up_refuses_nothing_else() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .jvmOptions("-Djdk.serialFilter=!dev.fermata.internal.worker.WarmUp")
                .build()) {
            assertThat(value(pool.submit(() -> oneFromPoolOfItsOwn()))).isEqualTo(1);
        }
    }

    @Test
    void a_shutdown_hook_that_exits_is_ended_with_its_process() throws Exception {
        ProcessPoolExecutor pool = new ProcessPoolExecutor(1);
        value(pool.submit(() -> Runtime.getRuntime().addShutdownHook(new Thread(() -> System.exit(2)))));
        pool.close();
        assertThat(Workers.alive()).isEmpty();
    }
}
