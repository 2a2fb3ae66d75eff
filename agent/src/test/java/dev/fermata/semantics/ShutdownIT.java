package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of a program when its virtual machine is told to end. */
class ShutdownIT {
    private static final int SIGINT = 2;

    /** The program. */
    static final class Program {
        @Async
        static Coroutine<Void> waits(Future<Integer> future) {
            try {
                await(future);
            } finally {
                System.out.println("cleaning");
                await(sleep(ofMillis(50)));
                System.out.println("cleaned");
            }
            return done();
        }

        @Async
        static Coroutine<Void> waits() {
            System.out.println("started");
            await(createTask(waits(EventLoop.running().createFuture())));
            return done();
        }

        @Async
        static Coroutine<Void> waitsForEver() {
            System.out.println("started");
            try {
                await(EventLoop.running().createFuture());
            } finally {
                await(EventLoop.running().createFuture());
            }
            return done();
        }

        @Async
        static Coroutine<Void> fails() {
            System.out.println("started");
            try {
                await(EventLoop.running().createFuture());
            } finally {
                throw new IllegalArgumentException("while it cleans up");
            }
        }

        @Async
        static Coroutine<Void> exits() {
            await(sleep(ofMillis(1)));
            System.exit(3);
            return done();
        }

        public static void main(String... arguments) {
            switch (arguments[0]) {
                case "waits" -> runToTheEnd(waits());
                case "fails" -> runToTheEnd(fails());
                case "waitsForEver" -> run(waitsForEver());
                default -> run(exits());
            }
        }

        /** Keeps the virtual machine up until this thread has ended, so that it can be seen what it prints at its end. */
        private static void runToTheEnd(Coroutine<Void> program) {
            Thread thread = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
            run(program);
        }
    }

    private final List<String> lines = new ArrayList<>();

    private static Process start(String program, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName(), program));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    private int end(Process process, BufferedReader output) throws InterruptedException {
        output.lines().forEach(lines::add);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which has no signals
    void it_says_what_it_waits_for_and_cleans_up() throws Exception {
        Process process = start("waits", "-Dfermata.shutdown.seconds=60");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isEqualTo("started");
            process.toHandle().destroy(); // which asks it to end, as Ctrl-C does
            assertThat(end(process, output)).isEqualTo(128 + 15);
        }
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).isEqualTo("Interrupted. Task-1 waits for Task-2");
        assertThat(lines.get(1)).matches(" {4}at ShutdownIT\\$Program.waits \\(ShutdownIT.java:\\d+\\)");
        assertThat(lines.get(2)).isEqualTo("Task-2 waits for a future that nobody has completed");
        assertThat(lines.get(3)).matches(" {4}at ShutdownIT\\$Program.waits \\(ShutdownIT.java:\\d+\\)");
        assertThat(lines.subList(4, 6)).containsExactly("cleaning", "cleaned");
    }

    /** Sends what Ctrl-C sends. */
    private static void interrupt(Process process) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** A process that ignores Ctrl-C, as a shell starts it in the background, has children that ignore it as well. */
    private static void requireThatNobodyIgnoresInterrupts() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElseThrow();
        assumeFalse(new BigInteger(ignored, 16).testBit(SIGINT - 1), "Ctrl-C is ignored by this process");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void after_ctrl_c_the_exit_code_is_130_and_another_one_does_not_disturb() throws Exception {
        requireThatNobodyIgnoresInterrupts();
        Process process = start("waits", "-Dfermata.shutdown.seconds=60");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isEqualTo("started");
            interrupt(process);
            for (String line = output.readLine(); !"cleaning".equals(line); line = output.readLine()) {
                assertThat(line).isNotNull();
            }
            interrupt(process);
            assertThat(end(process, output)).isEqualTo(128 + SIGINT);
        }
        assertThat(lines).containsExactly("cleaned");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void what_else_goes_wrong_is_told() throws Exception {
        Process process = start("fails", "-Dfermata.shutdown.seconds=60");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isEqualTo("started");
            process.toHandle().destroy();
            assertThat(end(process, output)).isEqualTo(128 + 15);
        }
        assertThat(lines)
                .contains("Exception in thread \"main\" java.lang.IllegalArgumentException: while it cleans up");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_program_that_does_not_end_is_left_alone_after_some_time() throws Exception {
        Process process = start("waitsForEver", "-Dfermata.shutdown.seconds=1");
        try (BufferedReader output = output(process)) {
            assertThat(output.readLine()).isEqualTo("started");
            process.toHandle().destroy();
            assertThat(end(process, output)).isEqualTo(128 + 15);
        }
        assertThat(lines)
                .contains(
                        "The program has not ended within 1 s, and is not waited for any longer. Give it more time by "
                                + "-Dfermata.shutdown.seconds=SECONDS.");
    }

    @Test
    void a_program_that_ends_itself_does_not_wait_for_itself() throws Exception {
        Process process = start("exits", "-Dfermata.shutdown.seconds=1000");
        try (BufferedReader output = output(process)) {
            assertThat(end(process, output)).isEqualTo(3);
        }
        assertThat(lines).isEmpty();
    }
}
