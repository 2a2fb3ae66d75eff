package dev.fermata.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class TaskSamplesIT {
    @Test
    void hello_async() throws Exception {
        Program.sample("hello-async").assertPrintedInTime("0.0 begin", "2.0 end");
    }

    @Test
    void await_sequence() throws Exception {
        Program.sample("await-sequence")
                .assertPrintedInTime(
                        "0.0 begin",
                        "0.0 A begins",
                        "1.0 A ends",
                        "1.0 result of A",
                        "1.0 B begins",
                        "3.0 B ends",
                        "3.0 result of B");
    }

    @Test
    void create_task() throws Exception {
        Program.sample("create-task")
                .assertPrintedInTime(
                        "0.0 create tasks",
                        "0.0 tasks are created",
                        "0.0 A begins",
                        "0.0 B begins",
                        "1.0 A ends",
                        "2.0 B ends",
                        "2.0 result of B",
                        "2.0 result of A");
    }

    @Test
    void gather() throws Exception {
        Program.sample("gather")
                .assertPrintedInTime(
                        "0.0 A begins",
                        "0.0 B begins",
                        "1.0 B ends",
                        "2.0 A ends",
                        "2.0 of tasks: [result of A, result of B]",
                        "2.0 C begins",
                        "2.0 D begins",
                        "3.0 D ends",
                        "4.0 C ends",
                        "4.0 of coroutines: [result of C, result of D]");
    }

    @Test
    void gather_exceptions() throws Exception {
        Program.sample("gather-exceptions")
                .assertPrintedInTime(
                        "0.0 begin",
                        "1.0 B fails",
                        "1.0 gather threw: B has no luck",
                        "1.0 A is still running",
                        "2.0 A ends",
                        "2.0 result of A",
                        "3.0 C fails",
                        "3.0 D ends",
                        "3.0 in the list: java.lang.IllegalStateException: C has no luck",
                        "3.0 in the list: result of D");
    }

    @Test
    void wait_for() throws Exception {
        Program.sample("wait-for")
                .assertPrintedInTime(
                        "0.0 slow begins", "1.0 slow is cancelled", "1.0 slow cleans up", "1.0 time is out");
    }

    @Test
    void task_group() throws Exception {
        Program.sample("task-group")
                .assertPrintedInTime(
                        "0.0 both are created",
                        "1.0 A ends",
                        "2.0 B ends",
                        "2.0 both are done",
                        "3.0 D fails",
                        "3.0 C is cancelled",
                        "3.0 unhandled errors in a TaskGroup (1 exception)",
                        "3.0   D has no luck");
    }

    @Test
    void as_completed() throws Exception {
        Program.sample("as-completed")
                .assertPrintedInTime(
                        "0.0 begin",
                        "1.0 result of B after 1 s",
                        "2.0 result of C after 2 s",
                        "3.0 result of A after 3 s");
    }

    @Test
    void future() throws Exception {
        Program.sample("future")
                .withoutLineNumbers()
                .assertPrintedInTime(
                        "0.0 waiting for Future[pending]",
                        "2.0 666",
                        "3.0 still there: Task[stuck, pending, waits for a future that nobody has completed, AwaitFuture.waitFor (AwaitFuture.java:..)]",
                        "3.0 stopped, while it waited for a value that nobody has set",
                        "3.0 now: Task[stuck, cancelled]");
    }

    @Test
    void forgotten_future() throws Exception {
        Program stopped = Program.stoppedSample("forgotten-future").withoutLineNumbers();

        assertThat(stopped.output().lines().map(line -> line.substring(4)))
                .containsExactly("waiting; press Ctrl-C", "the helper cleans up");
        assertThat(stopped.errors()).contains("""
                        Interrupted. Task-1 waits for helper
                            at ForgottenFuture.waitForHelper (ForgottenFuture.java:..)
                        helper waits for a future that nobody has completed
                            at ForgottenFuture.help (ForgottenFuture.java:..)
                        """);
        assertThat(stopped.exitCode()).isNotZero();
    }

    @Test
    void future_from_thread() throws Exception {
        Program.sample("future-from-thread")
                .assertPrintedInTime(
                        "0.0 waiting on thread main", "1.0 setting it on thread pool", "1.0 got 42 on thread main");
    }

    @Test
    void to_thread() throws Exception {
        Program run = Program.sample("to-thread");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        List<String> lines = run.output().lines().map(line -> line.substring(4)).toList();
        assertThat(lines).endsWith("blocking ends", "the result");
        assertThat(lines.subList(lines.indexOf("blocking begins") + 1, lines.indexOf("blocking ends")))
                .as("what the ticking task printed meanwhile")
                .hasSizeGreaterThanOrEqualTo(2)
                .containsOnly("tick");
    }

    @Test
    void event_loop_by_hand() throws Exception {
        Program.sample("event-loop-by-hand")
                .assertPrintedInTime(
                        "0.0 outside: no running event loop on thread main. Call this from a coroutine or a callback, "
                                + "and start the first coroutine with Asyncio.run.",
                        "0.0 inside: EventLoop[running on main]",
                        "1.0 B ends",
                        "2.0 A ends",
                        "2.0 results: [result of A, result of B]");
    }

    @Test
    void never_awaited() throws Exception {
        Program program = Program.sample("never-awaited");

        program.assertPrinted("thinking of 42", "42", "kept: Coroutine[NeverAwaited.answer (NeverAwaited.java:35)]");
        assertThat(program.errors())
                .contains("coroutine NeverAwaited.answer was never awaited. It was dropped in "
                        + "dev.fermata.samples.tasks.NeverAwaited.forgetful(NeverAwaited.java:25).")
                .containsOnlyOnce("was never awaited");
    }

    @Test
    void never_awaited_in_debug_mode() throws Exception {
        String agent = "-javaagent:" + System.getProperty("fermata.agent.jar");
        Program program = Program.java(NeverAwaited.class, agent, "-Dfermata.debug=true");

        program.assertPrinted("thinking of 42", "42", "kept: Coroutine[NeverAwaited.answer (NeverAwaited.java:35)]");
        assertThat(program.errors())
                .contains("coroutine NeverAwaited.answer was never awaited. It was dropped in "
                        + "dev.fermata.samples.tasks.NeverAwaited.forgetful(NeverAwaited.java:25).")
                .contains("coroutine NeverAwaited.answer was never awaited. It was made here:")
                .contains("at dev.fermata.samples.tasks.NeverAwaited.forgetful(NeverAwaited.java:26)");
    }

    @Test
    void ready_and_waiting() throws Exception {
        Program.sample("ready-and-waiting")
                .assertPrinted(
                        "turn 1, at 0 s",
                        "  cook has not begun",
                        "turn 2, at 0 s",
                        "  cook waits for kettle",
                        "  kettle has not begun",
                        "  pan has not begun",
                        "turn 3, at 0 s",
                        "  cook waits for kettle",
                        "  kettle waits for time to pass",
                        "  pan is ready to go on",
                        "turn 4, at 0 s",
                        "  cook waits for kettle",
                        "  kettle waits for time to pass",
                        "  pan waits for a future that nobody has completed",
                        "turn 5, at 1 s",
                        "  cook waits for kettle",
                        "  kettle is ready to go on",
                        "  pan waits for a future that nobody has completed",
                        "turn 6, at 1 s",
                        "  cook is ready to go on",
                        "  pan is ready to go on",
                        "turn 7, at 1 s",
                        "  cook waits for pan",
                        "  pan waits for time to pass",
                        "turn 8, at 2 s",
                        "  cook waits for pan",
                        "  pan is ready to go on",
                        "turn 9, at 2 s",
                        "  cook is ready to go on",
                        "done, at 2 s");
    }

    @Test
    void context_vars() throws Exception {
        Program.sample("context-vars")
                .assertPrinted(
                        "a new task sees nobody",
                        "a new task sees nobody",
                        "the same task sees Ada",
                        "a coroutine that it awaits sees Ada",
                        "the same task sees Ben",
                        "a coroutine that it awaits sees Ben",
                        "its child sees Ada",
                        "its child sees Ben",
                        "the parent sees Ada, logged out",
                        "the parent sees Ben, logged out",
                        "the one that made both tasks sees nobody");
    }
}
