package dev.fermata.samples.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("its programs keep the cores busy, and others are to be on time")
class BlockingSamplesIT {
    private static final Pattern PROCESS = Pattern.compile("process (\\d+)");

    /** What a sample prints, with dots for the ids of processes. */
    private static List<String> lines(String... arguments) throws IOException, InterruptedException {
        return run(arguments).lines().map(BlockingSamplesIT::withoutProcess).toList();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        Program run = Program.sample(arguments);
        assertThat(run.exitCode()).as(run.errors()).isZero();
        return run.output();
    }

    private static String withoutProcess(String line) {
        return PROCESS.matcher(line).replaceAll("process ..");
    }

    @Test
    void run_in_executor() throws Exception {
        String output = run("run-in-executor");

        assertThat(output.lines().map(BlockingSamplesIT::withoutProcess))
                .containsExactly(
                        "default executor: io result cafebabe",
                        "own thread pool: io result cafebabe on my thread",
                        "own process pool: cpu result 333332833333500000 in process ..",
                        "this is process ..");
        assertThat(PROCESS.matcher(output).results().map(found -> found.group(1)))
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    @Test
    void cpu_bound() throws Exception {
        List<String> lines = lines("cpu-bound", "100000");

        assertThat(lines.subList(1, 5).stream().map(line -> line.replaceAll(" +[0-9.]+", " ..")))
                .containsExactly("serially .. ..", "thread pool .. ..", "process pool .. ..", "coroutines alone .. ..");
        assertThat(lines.get(5)).isEqualTo("All sums are right, from 333328333350000 to 333518367552109.");
        assertThat(lines.get(6)).endsWith("Coroutines alone take turns on one thread, and a sum never waits.");
    }

    @Test
    void sums_of_squares_are_right_beyond_64_bits() {
        assertThat(BusyWork.sumOfSquares(3_100_000)).isEqualTo("9930328528333850000");
    }

    @Test
    void count_in_processes() throws Exception {
        assertThat(lines("count-in-processes", "1000000").stream().map(line -> line.replaceAll("\\d\\.\\d s", "..")))
                .containsExactly(
                        "process .. has counted to 1000000: ..",
                        "process .. has counted to 2000000: ..",
                        "both together: ..");
    }

    @Test
    void pool_apply() throws Exception {
        List<String> lines = lines("pool-apply");

        assertThat(lines.subList(0, 6))
                .containsExactly("A begins", "A ends", "result of A", "B begins", "B ends", "result of B");
        assertThat(lines).containsSubsequence("C and D are on their way", "C ends", "result of C", "result of D");
        assertThat(lines).containsSubsequence("C begins", "C ends").containsSubsequence("D begins", "D ends");
        assertThat(lines).hasSize(13);
    }

    @Test
    void pool_map() throws Exception {
        List<String> lines = lines("pool-map");

        assertThat(lines.subList(0, 7))
                .containsExactly(
                        "in order:",
                        "counted to 1",
                        "counted to 3",
                        "counted to 5",
                        "counted to 22",
                        "counted to 100000000",
                        "as completed, with the long one first:");
        assertThat(lines.subList(7, 12))
                .containsExactly(
                        "counted to 1", "counted to 3", "counted to 5", "counted to 22", "counted to 100000000");
    }

    @Test
    void pool_in_loop() throws Exception {
        assertThat(lines("pool-in-loop")).containsExactly("the loop goes on", "counted to [1, 3, 5, 22, 100000000]");
    }

    @Test
    void pool_of_four() throws Exception {
        List<String> lines = run("pool-of-four").lines().toList();

        for (int i = 1; i <= 5; i++) {
            String begin = "task " + i + " begins in process ";
            String process = lines.stream()
                    .filter(line -> line.startsWith(begin))
                    .findFirst()
                    .orElseThrow()
                    .substring(begin.length());
            assertThat(lines).containsSubsequence(begin + process, "task " + i + " ends in process " + process);
        }
        assertThat(lines)
                .hasSize(12)
                .contains("five tasks are submitted")
                .endsWith("all are done, by 4 processes, which have ended");
    }

    @Test
    void worker_failure() throws Exception {
        String here = "dev.fermata.samples.blocking.WorkerFailure";
        String outOfReach =
                " -> Report.source, of class " + here + "$Connection, is not java.io.Serializable. Make that"
                        + " class Serializable, make the field transient, or hand over only what is needed.";
        assertThat(lines("worker-failure"))
                .containsExactly(
                        "a task that throws: java.lang.NumberFormatException: For input string: \"twelve\"",
                        "    at parse",
                        "    java.lang.NumberFormatException was thrown in worker process ..",
                        "a task that ends its process: dev.fermata.concurrent.BrokenProcessPoolException: The worker"
                                + " process .. ended with exit code 3, by System.exit or Runtime.halt, while it ran this"
                                + " task. Other tasks are not touched, and another worker takes its place.",
                        "an argument that cannot travel: java.io.NotSerializableException: The task cannot be serialised,"
                                + " so it cannot go to another process: the lambda in " + here
                                + " -> captured variable 1" + outOfReach,
                        "a result that cannot travel: java.io.NotSerializableException: The result of the task cannot be"
                                + " serialised, so it cannot go to another process: the " + here + "$Report"
                                + outOfReach,
                        "    java.io.NotSerializableException was thrown in worker process ..",
                        "the pool goes on: 42",
                        "results that nobody looks at: java.lang.NumberFormatException: For input string: \"two\"");
    }
}
