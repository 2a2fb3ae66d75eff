package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.run;
import static dev.fermata.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.annotation.Async;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What becomes of a program when its virtual machine is told to end. */
class ShutdownIT {
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
        static Coroutine<Void> main() {
            System.out.println("started");
            await(createTask(waits(EventLoop.running().createFuture())));
            return done();
        }

        @Async
        static Coroutine<Void> exits() {
            await(sleep(ofMillis(1)));
            System.exit(3);
            return done();
        }

        public static void main(String... arguments) {
            run(arguments.length == 0 ? main() : exits());
        }
    }

    private final List<String> lines = new ArrayList<>();

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-javaagent:"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private int end(Process process, BufferedReader output) throws IOException, InterruptedException {
        output.lines().forEach(lines::add);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // which has no signals
    void it_says_what_it_waits_for_and_cleans_up() throws Exception {
        Process process = start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertThat(output.readLine()).isEqualTo("started");
            process.toHandle().destroy(); // which asks it to end, as Ctrl-C does
            assertThat(end(process, output)).isEqualTo(128 + 15);
        }
        assertThat(lines)
                .containsSubsequence(
                        "Interrupted. Task-1 waits for Task-2",
                        "Task-2 waits for a future that nobody has completed",
                        "cleaning",
                        "cleaned")
                .anyMatch(line -> line.matches(" {4}at ShutdownIT\\$Program.waits \\(ShutdownIT.java:\\d+\\)"));
    }

    @Test
    void a_program_that_ends_itself_does_not_wait_for_itself() throws Exception {
        long begin = System.nanoTime();
        Process process = start("exits");
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            assertThat(end(process, output)).isEqualTo(3);
        }
        assertThat(lines).isEmpty();
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin)).isLessThan(9);
    }
}
