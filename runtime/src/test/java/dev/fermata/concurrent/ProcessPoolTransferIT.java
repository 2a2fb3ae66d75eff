package dev.fermata.concurrent;

import static dev.fermata.concurrent.Workers.failure;
import static dev.fermata.concurrent.Workers.pid;
import static dev.fermata.concurrent.Workers.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tasks and values that get stuck on the way to the worker or back. */
class ProcessPoolTransferIT {
    /** More than sockets and buffers hold. */
    private static final int LONG = 20_000_000;

    /** Held by the test in this process; in a worker, nobody opens it. */
    private static final CountDownLatch OPENED = new CountDownLatch(1);

    private static ProcessPoolExecutor limited;
    private static ProcessPoolExecutor unlimited;

    @BeforeAll
    static void open() {
        limited = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .taskTimeout(Duration.ofSeconds(4))
                .build();
        unlimited = new ProcessPoolExecutor(1);
    }

    @AfterAll
    static void close() {
        OPENED.countDown();
        limited.close();
        unlimited.close();
    }

    private abstract static class Stuck implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /** Is never read to its end. */
    private static final class StuckInReading extends Stuck {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.write(new byte[LONG]);
        }

        private void readObject(ObjectInputStream in) {
            Workers.endless();
        }
    }

    /** Is never written to its end. */
    private static final class StuckInWriting extends Stuck {
        private static final long serialVersionUID = 1;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.write(new byte[LONG]);
            Workers.endless();
        }
    }

    /** Is read in a worker, and not here. */
    private static final class StuckHere extends Stuck {
        private static final long serialVersionUID = 1;

        private final long writer = pid();

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            try {
                OPENED.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException(e.getMessage());
            }
        }
    }

    private static void assertTooLate(Future<?> stuck, long worker) throws Exception {
        assertThat(failure(stuck))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("longer than 4 s")
                .hasMessageContaining("worker process " + worker);
        Workers.awaitEnd(worker);
        assertThat(value(limited.submit(() -> pid()))).isNotEqualTo(worker);
    }

    private static void assertCancelled(Future<?> stuck, long worker) throws Exception {
        assertThat(stuck.cancel(true)).isTrue();
        assertThatThrownBy(stuck::get).isInstanceOf(CancellationException.class);
        Workers.awaitEnd(worker);
        assertThat(value(unlimited.submit(() -> pid()))).isNotEqualTo(worker);
    }

    @Test
    void a_task_that_the_worker_cannot_read_to_its_end_takes_too_long() throws Exception {
        try (Printed printed = new Printed()) {
            Stuck argument = new StuckInReading();
            Future<Integer> stuck = limited.submit(() -> argument.hashCode());
            assertTooLate(stuck, Long.parseLong(printed.next()));
        }
    }

    @Test
    void a_task_that_the_worker_cannot_read_to_its_end_can_be_cancelled() throws Exception {
        try (Printed printed = new Printed()) {
            Stuck argument = new StuckInReading();
            Future<Integer> stuck = unlimited.submit(() -> argument.hashCode());
            assertCancelled(stuck, Long.parseLong(printed.next()));
        }
    }

    @Test
    void a_value_that_the_worker_cannot_write_to_its_end_takes_too_long() throws Exception {
        try (Printed printed = new Printed()) {
            Future<Stuck> stuck = limited.submit(() -> new StuckInWriting());
            assertTooLate(stuck, Long.parseLong(printed.next()));
        }
    }

    @Test
    void a_value_that_the_worker_cannot_write_to_its_end_can_be_cancelled() throws Exception {
        try (Printed printed = new Printed()) {
            Future<Stuck> stuck = unlimited.submit(() -> new StuckInWriting());
            assertCancelled(stuck, Long.parseLong(printed.next()));
        }
    }

    /** Says when it is being sent: it is found to be long before that, which no worker need know of. */
    private static final class Announced extends Stuck {
        private static final long serialVersionUID = 1;

        private static final CountDownLatch BEGUN = new CountDownLatch(2);

        private void writeObject(ObjectOutputStream out) throws IOException {
            BEGUN.countDown();
            out.write(new byte[LONG]);
        }
    }

    private static void stop(long worker) throws Exception {
        int code = new ProcessBuilder("kill", "-STOP", Long.toString(worker))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    @Test
    void a_long_task_for_a_worker_that_has_been_stopped_takes_too_long() throws Exception {
        long worker = value(limited.submit(() -> pid()));
        stop(worker);
        byte[] argument = new byte[LONG];
        assertTooLate(limited.submit(() -> argument.length), worker);
    }

    @Test
    void a_long_task_for_a_worker_that_has_been_stopped_can_be_cancelled() throws Exception {
        long worker = value(unlimited.submit(() -> pid()));
        stop(worker);
        Stuck argument = new Announced();
        Future<Integer> stuck = unlimited.submit(() -> argument.hashCode());
        assertThat(Announced.BEGUN.await(Workers.PATIENCE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertCancelled(stuck, worker);
    }

    @Test
    void a_value_that_this_process_cannot_read_to_its_end_takes_too_long() throws Exception {
        try (ProcessPoolExecutor pool = ProcessPoolExecutor.builder()
                .maxWorkers(1)
                .taskTimeout(Duration.ofSeconds(4))
                .build()) {
            long worker = value(pool.submit(() -> pid()));
            assertThat(failure(pool.submit(() -> new StuckHere()))).isInstanceOf(TimeoutException.class);
            Workers.awaitEnd(worker);
            OPENED.countDown();
        }
    }

    /** Prints, while it is read, more than the socket holds. */
    private static final class Talkative implements Serializable {
        private static final long serialVersionUID = 1;

        private static final int LINES = 2_000;

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.write(new byte[LONG]);
        }

        private void readObject(ObjectInputStream in) {
            for (int i = 0; i < LINES; i++) {
                System.out.println("read ".repeat(100));
            }
        }
    }

    @Test
    void what_is_printed_while_a_long_task_is_read_holds_nothing_up() throws Exception {
        try (Printed printed = new Printed()) {
            Talkative argument = new Talkative();
            assertThat(value(unlimited.submit(() -> argument.getClass().getSimpleName())))
                    .isEqualTo("Talkative");
            assertThat(printed.all()).hasSize(Talkative.LINES);
        }
    }
}
