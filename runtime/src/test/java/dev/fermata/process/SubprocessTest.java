package dev.fermata.process;

import static dev.fermata.process.Subprocess.createSubprocess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class SubprocessTest {
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    private Subprocess shell(String script) throws IOException {
        return loop.runUntilComplete(createSubprocess("sh", "-c", script));
    }

    /** Lets the loop turn until all that can begin has begun. */
    private void turn() {
        loop.callSoon(() -> loop.callSoon(loop::stop));
        loop.runForever();
    }

    @Test
    void it_has_an_exit_code() throws Exception {
        Subprocess program = shell("exit 3");
        assertThat(loop.runUntilComplete(program.waitFor())).isEqualTo(3);
        assertThat(program.exitCode()).hasValue(3);
        assertThat(program.isAlive()).isFalse();
        assertThat(program).hasToString("Subprocess[pid " + program.pid() + ", exit code 3]");
    }

    @Test
    void its_output_is_read_line_by_line() throws Exception {
        Subprocess program = shell("printf 'one\\r\\n\\nthr\\303\\251\\nlast'; echo error >&2");
        List<String> lines = new ArrayList<>();
        for (String line = loop.runUntilComplete(program.stdout().readLine());
                line != null;
                line = loop.runUntilComplete(program.stdout().readLine())) {
            lines.add(line);
        }
        assertThat(lines).containsExactly("one", "", "thr\u00e9", "last");
        assertThat(loop.runUntilComplete(program.stderr().readLine())).isEqualTo("error");
    }

    @Test
    void its_lines_are_an_asynchronous_generator() throws Exception {
        Subprocess program = shell("echo one; echo two; echo three");
        var lines = program.stdout().lines();
        assertThat(loop.runUntilComplete(lines.next())).isEqualTo("one");
        loop.runUntilComplete(lines.close());
        List<String> rest = new ArrayList<>();
        loop.runUntilComplete(program.stdout().lines().forEach(rest::add));
        assertThat(rest).containsExactly("two", "three");
    }

    @Test
    void a_line_is_there_before_the_program_has_ended() throws Exception {
        try (Subprocess program = shell("echo ready; read answer; echo got $answer")) {
            assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("ready");
            loop.runUntilComplete(program.stdin().write("yes\n"));
            assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("got yes");
        }
    }

    @Test
    void communicate_writes_reads_and_waits() throws Exception {
        Subprocess program = shell("cat; echo done >&2; exit 4");
        String much = "0123456789\n".repeat(50_000);
        Subprocess.Result result = loop.runUntilComplete(program.communicate(much));
        assertThat(result.stdout()).isEqualTo(much);
        assertThat(result.stderr()).isEqualTo("done\n");
        assertThat(result.exitCode()).isEqualTo(4);
    }

    @Test
    void a_program_that_does_not_read_its_input_is_no_error_to_communicate() throws Exception {
        Subprocess.Result result =
                loop.runUntilComplete(shell("exec 0<&-; echo no").communicate("x".repeat(1_000_000)));
        assertThat(result).isEqualTo(new Subprocess.Result(0, "no\n", ""));
    }

    @Test
    void writing_to_a_program_that_has_ended_is_an_error() throws Exception {
        Subprocess program = shell("exit 0");
        loop.runUntilComplete(program.waitFor());
        assertThatThrownBy(() -> loop.runUntilComplete(program.stdin().write("A")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void one_that_runs_too_long_is_killed() throws Exception {
        Subprocess program = loop.runUntilComplete(createSubprocess("sleep", "1000"));
        assertThatThrownBy(() -> loop.runUntilComplete(Asyncio.waitFor(program.waitFor(), Duration.ofMillis(20))))
                .isInstanceOf(TimeoutException.class);
        assertThat(program.isAlive()).isTrue();
        program.kill();
        assertThat(loop.runUntilComplete(program.waitFor())).isEqualTo(128 + 9);
    }

    @Test
    void terminate_asks_it_to_end() throws Exception {
        Subprocess program = shell("trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.01; done");
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("ready");
        program.terminate();
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("bye");
        assertThat(loop.runUntilComplete(program.waitFor())).isEqualTo(5);
    }

    @Test
    void cancelling_a_reader_loses_nothing() throws Exception {
        try (Subprocess program = shell("read go; echo A; echo B")) {
            Task<String> reading = loop.createTask(program.stdout().readLine());
            turn();
            reading.cancel();
            assertThatThrownBy(() -> loop.runUntilComplete(reading)).isInstanceOf(CancelledError.class);
            loop.runUntilComplete(program.stdin().write("\n"));
            assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("A");
            assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("B");
        }
    }

    @Test
    void cancelling_communicate_leaves_the_program_and_its_output() throws Exception {
        try (Subprocess program = shell("read go; echo A; sleep 1000")) {
            Task<Subprocess.Result> task = loop.createTask(program.communicate("\n"));
            turn();
            task.cancel();
            assertThatThrownBy(() -> loop.runUntilComplete(task)).isInstanceOf(CancelledError.class);
            assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("A");
            assertThat(program.isAlive()).isTrue();
        }
    }

    @Test
    void two_readers_at_once_are_an_error() throws Exception {
        try (Subprocess program = shell("sleep 1000")) {
            Task<String> first = loop.createTask(program.stdout().readLine());
            turn();
            assertThat(loop.report()).contains("waits for the standard output of process " + program.pid());
            assertThatThrownBy(() -> loop.runUntilComplete(program.stdout().read(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("another coroutine reads from the standard output of process " + program.pid()
                            + " already. One may do that at a time.");
            first.cancel();
            turn();
        }
    }

    @Test
    void a_program_that_prints_too_much_waits_until_somebody_reads() throws Exception {
        Subprocess program = shell("yes 0123456789 | head -c 3000000; echo; echo end");
        assertThatThrownBy(() -> loop.runUntilComplete(Asyncio.waitFor(program.waitFor(), Duration.ofMillis(50))))
                .isInstanceOf(TimeoutException.class);
        int size = 0;
        for (byte[] part = loop.runUntilComplete(program.stdout().read(1 << 16));
                part.length > 0;
                part = loop.runUntilComplete(program.stdout().read(1 << 16))) {
            size += part.length;
        }
        assertThat(size).isEqualTo(3_000_000 + "\nend\n".length());
        assertThat(loop.runUntilComplete(program.waitFor())).isZero();
    }

    @Test
    void a_line_may_be_longer_than_what_is_read_ahead() throws Exception {
        Subprocess program = shell("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo end");
        assertThat(loop.runUntilComplete(program.stdout().readLine())).hasSize(1_000_000);
        assertThat(new String(loop.runUntilComplete(program.stdout().readAll()), StandardCharsets.UTF_8))
                .isEqualTo("end\n");
    }

    @Test
    void what_cannot_be_started_is_an_error() {
        assertThatThrownBy(() -> loop.runUntilComplete(createSubprocess("/no/such/program")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/program");
    }

    @Test
    void a_builder_sets_the_rest() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $GREETING; echo to the same >&2");
        builder.environment().put("GREETING", "hello");
        builder.redirectErrorStream(true);
        Subprocess program = loop.runUntilComplete(createSubprocess(builder));
        assertThat(loop.runUntilComplete(program.communicate(null)))
                .isEqualTo(new Subprocess.Result(0, "hello\nto the same\n", ""));
    }

    @Test
    void closing_it_kills_it() throws Exception {
        Subprocess program = shell("sleep 1000");
        program.close();
        assertThat(loop.runUntilComplete(program.waitFor())).isEqualTo(128 + 9);
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isNull();
    }
}
