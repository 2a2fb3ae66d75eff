package dev.fermata.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.EventLoop;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ProcessTest {
    /** A process by inheritance. */
    private static final class Adder extends Process {
        private static final long serialVersionUID = 1;

        private final SharedLong sum;
        private final ArrayList<Integer> numbers;

        Adder(SharedLong sum, List<Integer> numbers) {
            this.sum = sum;
            this.numbers = new ArrayList<>(numbers);
        }

        @Override
        protected void run() {
            numbers.forEach(sum::addAndGet);
        }
    }

    private static long ownPid() {
        return ProcessHandle.current().pid();
    }

    @Test
    void it_runs_a_lambda_in_a_jvm_of_its_own() throws Exception {
        try (SharedLong pid = SharedLong.create(0)) {
            Process process = new Process(() -> pid.set(ownPid()));
            assertThat(process.isAlive()).isFalse();
            assertThat(process.exitCode()).isEmpty();
            process.start();

            assertThat(process.join()).isZero();
            assertThat(pid.get()).isEqualTo(process.pid()).isNotEqualTo(ownPid());
            assertThat(process.exitCode()).hasValue(0);
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void a_subclass_overrides_run() throws Exception {
        try (SharedLong sum = SharedLong.create(0)) {
            Process process = new Adder(sum, List.of(1, 2, 3));
            process.start();
            assertThat(process.join()).isZero();
            assertThat(sum.get()).isEqualTo(6);
        }
    }

    @Test
    void what_it_prints_appears_before_the_end_of_join() throws Exception {
        try (Captured captured = new Captured()) {
            Process process = new Process(() -> {
                System.out.print("one ");
                System.out.println("line");
                System.err.println("an error");
                System.out.print("no end of line");
            });
            process.start();
            process.join();
            assertThat(captured.output()).isEqualTo("one line" + System.lineSeparator() + "no end of line");
            assertThat(captured.errors()).contains("an error");
        }
    }

    /** A JVM waits for such threads at its end, for 0.3 seconds. */
    @Test
    void when_it_ends_no_thread_of_ours_waits_in_a_system_call() throws Exception {
        Process process = new Process(() -> {
            Thread watch = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("fermata-parent-watch-READ"))
                    .findAny()
                    .orElseThrow();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    watch.join();
                    Runtime.getRuntime().halt(42);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        });
        process.start();
        try {
            assertThat(process.join(Duration.ofMinutes(1))).isEqualTo(42);
        } finally {
            process.kill();
        }
    }

    @Test
    void an_exception_ends_it_with_code_1_and_its_stack() throws Exception {
        try (Captured captured = new Captured()) {
            Process process = new Process("worker", () -> {
                throw new IOException("no luck");
            });
            process.start();
            assertThat(process.join()).isEqualTo(1);
            assertThat(captured.errors())
                    .contains("worker failed:")
                    .contains("java.io.IOException: no luck")
                    .contains("at dev.fermata.process.ProcessTest.");
        }
    }

    @Test
    void system_exit_sets_its_code() throws Exception {
        Process process = new Process(() -> System.exit(42));
        process.start();
        assertThat(process.join()).isEqualTo(42);
        assertThat(process).hasToString("Process[" + process.name() + ", pid " + process.pid() + ", exit code 42]");
    }

    @Test
    void terminate_and_kill_end_it() throws Exception {
        Process patient = new Process(ProcessTest::waitForEver);
        Process stubborn = new Process(ProcessTest::waitForEver);
        patient.start();
        stubborn.start();
        assertThatThrownBy(() -> patient.join(Duration.ofMillis(10)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageEndingWith(" has not ended within 10 ms");
        assertThat(patient.isAlive()).isTrue();
        patient.terminate();
        stubborn.kill();

        assertThat(patient.join()).isEqualTo(128 + 15);
        assertThat(stubborn.join()).isEqualTo(128 + 9);
    }

    private static void waitForEver() throws InterruptedException {
        Thread.currentThread().join();
    }

    @Test
    void coroutines_start_and_join_it() throws Exception {
        Process process = new Process(() -> System.exit(3));
        try (EventLoop loop = EventLoop.create()) {
            loop.runUntilComplete(process.startAsync());
            assertThat(loop.runUntilComplete(process.joinAsync())).isEqualTo(3);
        }
    }

    @Test
    void giving_up_a_join_leaves_it_alone() throws Exception {
        Process process = new Process(ProcessTest::waitForEver);
        process.start();
        assertThatThrownBy(() -> Asyncio.run(Asyncio.waitFor(process.joinAsync(), Duration.ofMillis(10))))
                .isInstanceOf(TimeoutException.class);
        assertThat(process.isAlive()).isTrue();
        process.kill();
        assertThat(process.join()).isNotZero();
    }

    @Test
    void what_cannot_be_serialised_is_named_and_nothing_is_started() {
        Thread thread = new Thread("A");
        Process process = new Process(() -> System.out.println(thread));

        assertThatThrownBy(process::start)
                .isInstanceOf(NotSerializableException.class)
                .hasMessageStartingWith("What " + process.name() + " is to run cannot be serialised")
                .hasMessageContaining("Process.target")
                .hasMessageContaining("captured variable 1, of class java.lang.Thread, is not java.io.Serializable.");
        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(process::pid)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was not started. Call start() first.");
    }

    @Test
    void one_whose_jvm_cannot_start_says_why_and_may_be_started_again() throws Exception {
        Process process = new Process(() -> System.exit(6));
        String classPath = System.getProperty("java.class.path");
        try (Captured captured = new Captured()) {
            System.setProperty("java.class.path", "/no/such/place");
            assertThatThrownBy(process::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("could not be started")
                    .hasMessageContaining("ProcessMain");
        } finally {
            System.setProperty("java.class.path", classPath);
        }
        assertThat(process.isAlive()).isFalse();
        process.start();
        assertThat(process.join()).isEqualTo(6);
    }

    @Test
    void an_interrupted_thread_starts_none_and_may_start_it_later() throws Exception {
        Process process = new Process(() -> {});
        Thread.currentThread().interrupt();
        assertThatThrownBy(process::start).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        process.start();
        assertThat(process.join()).isZero();
    }

    @Test
    void a_class_that_fails_as_it_is_deserialised_is_an_exception_there() throws Exception {
        try (Captured captured = new Captured()) {
            Unreadable unreadable = new Unreadable();
            Process process = new Process(() -> System.out.println(unreadable));
            process.start();
            assertThat(process.join()).isEqualTo(1);
            assertThat(captured.errors()).contains("I stay where I am");
        }
    }

    private static final class Unreadable implements Serializable {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("I stay where I am");
        }
    }

    @Test
    void it_is_started_once() throws Exception {
        Process process = new Process(() -> {});
        process.start();
        assertThatThrownBy(process::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was started before");
        process.join();
    }
}
