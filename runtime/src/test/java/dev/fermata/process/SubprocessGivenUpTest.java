package dev.fermata.process;

import static dev.fermata.process.Subprocess.createSubprocess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Asyncio;
import dev.fermata.CancelledError;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Somebody waits for another program, and does so no more. */
@DisabledOnOs(OS.WINDOWS)
class SubprocessGivenUpTest {
    private final EventLoop loop = EventLoop.create();

    @AfterEach
    void close() {
        loop.close();
    }

    private void turn() {
        loop.callSoon(() -> loop.callSoon(loop::stop));
        loop.runForever();
    }

    /** A command that is looked at by the thread that starts it, when it is allowed to. */
    private static final class HeldUp extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        private final transient CompletableFuture<Thread> starts = new CompletableFuture<>();
        private final transient CompletableFuture<String> allowed = new CompletableFuture<>();

        HeldUp(List<String> command) {
            super(command);
        }

        @Override
        public <T> T[] toArray(T[] target) {
            starts.complete(Thread.currentThread());
            allowed.join();
            return super.toArray(target);
        }
    }

    @Test
    void a_program_whose_start_is_given_up_as_it_starts_is_killed() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        HeldUp command = new HeldUp(List.of("sleep", "1000"));
        Task<Subprocess> starting = loop.createTask(createSubprocess(new ProcessBuilder(command)));
        turn();
        Thread starts = command.starts.get();
        starting.cancel();
        assertThatThrownBy(() -> loop.runUntilComplete(starting)).isInstanceOf(CancelledError.class);
        command.allowed.complete("now");
        starts.join();

        List<ProcessHandle> left =
                new ArrayList<>(ProcessHandle.current().children().toList());
        left.removeAll(before);
        for (ProcessHandle each : left) {
            assertThat(each.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(each);
        }
    }

    @Test
    void communicate_that_was_given_up_may_be_called_again_also_if_one_of_the_streams_has_ended() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo before; exec sleep 1000");
        builder.redirectErrorStream(true); // so the standard error is at its end from the beginning
        Subprocess program = loop.runUntilComplete(createSubprocess(builder));
        assertThat(loop.runUntilComplete(program.stderr().readLine())).isNull();
        assertThatThrownBy(
                        () -> loop.runUntilComplete(Asyncio.waitFor(program.communicate(null), Duration.ofMillis(20))))
                .isInstanceOf(TimeoutException.class);
        program.kill();
        assertThat(loop.runUntilComplete(program.communicate(null)))
                .isEqualTo(new Subprocess.Result(128 + 9, "before\n", ""));
    }

    @Test
    void a_second_communicate_is_an_error_that_leaves_the_streams_alone() throws Exception {
        Subprocess program = loop.runUntilComplete(createSubprocess("sh", "-c", "exec >&-; exec sleep 1000"));
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isNull();
        Task<String> reader = loop.createTask(program.stderr().readLine());
        turn();
        assertThatThrownBy(() -> loop.runUntilComplete(program.communicate(null)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isNull();
        program.kill();
        assertThat(loop.runUntilComplete(reader)).isNull();
    }

    @Test
    void two_tasks_wait_for_it_and_one_gives_up() throws Exception {
        Subprocess program = loop.runUntilComplete(createSubprocess("sh", "-c", "read line; exit 3"));
        Task<Integer> first = loop.createTask(program.waitFor());
        Task<Integer> second = loop.createTask(program.waitFor());
        turn();
        first.cancel();
        turn();
        assertThat(first.isCancelled()).isTrue();
        loop.runUntilComplete(program.stdin().write("go on\n"));
        assertThat(loop.runUntilComplete(second)).isEqualTo(3);
    }

    @Test
    void what_is_no_utf_8_is_replaced_in_text_and_kept_in_bytes() throws Exception {
        Subprocess text = loop.runUntilComplete(createSubprocess("printf", "a\\377b\\nc\\300"));
        assertThat(loop.runUntilComplete(text.stdout().readLine())).isEqualTo("a\ufffdb");
        assertThat(loop.runUntilComplete(text.stdout().readAll())).containsExactly('c', 0xC0);
    }

    @Test
    void it_is_read_after_its_end_and_after_the_loop_in_which_it_began() throws Exception {
        Subprocess program;
        try (EventLoop first = EventLoop.create()) {
            program = first.runUntilComplete(createSubprocess("sh", "-c", "read line; printf \"got $line\""));
        }
        loop.runUntilComplete(program.stdin().write("it\n"));
        assertThat(loop.runUntilComplete(program.waitFor())).isZero();
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isEqualTo("got it");
        assertThat(loop.runUntilComplete(program.stdout().readLine())).isNull();
    }
}
