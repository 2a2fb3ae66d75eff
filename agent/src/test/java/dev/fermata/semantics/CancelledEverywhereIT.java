package dev.fermata.semantics;

import static dev.fermata.Asyncio.allTasks;
import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.createTask;
import static dev.fermata.Asyncio.done;
import static dev.fermata.Asyncio.sleep;
import static dev.fermata.Asyncio.waitAll;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.ExceptionGroup;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import dev.fermata.testing.TestLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Runs each of the {@link CancelledPrograms} again and again, and cancels it in another turn of the loop each time: before its
 * first step, while it waits, as it is being woken, and when it is over. Whatever was entered must have been left, no task or
 * timer may be left behind, nothing may reach the exception handler; and every line must come in the turn in which it came in
 * CPython 3.13.
 */
class CancelledEverywhereIT extends CancelledPrograms {
    private static final Duration REST = ofSeconds(10);

    /** A program, when it is cancelled, and what it has printed in CPython. */
    private record Case(String program, double at, int hops, List<String> expected) {
        static List<Case> readAll(BufferedReader lines) throws IOException {
            List<Case> all = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("# ")) {
                    String[] words = line.split(" ");
                    all.add(new Case(
                            words[1], Double.parseDouble(words[2]), Integer.parseInt(words[3]), new ArrayList<>()));
                } else {
                    all.get(all.size() - 1).expected.add(line);
                }
            }
            return all;
        }

        @Override
        public String toString() {
            return program + " cancelled at " + at + " s, " + hops + " turns later";
        }
    }

    private void cancelLater(Task<?> task, int hops) {
        if (hops == 0) {
            log("cancel", bit(task.cancel()));
        } else {
            EventLoop.running().callSoon(() -> cancelLater(task, hops - 1));
        }
    }

    private static String outcome(Task<?> task) {
        if (task.isCancelled()) {
            return "cancelled";
        }
        Throwable failure = task.exception();
        if (failure == null) {
            return "finished " + Objects.toString(task.result(), "None");
        }
        if (failure instanceof ExceptionGroup group) {
            return "failed Group of " + group.exceptions().size();
        }
        return "failed "
                + Map.of("TimeoutException", "TimeoutError", "IllegalArgumentException", "ValueError")
                        .get(failure.getClass().getSimpleName());
    }

    @Async
    private Coroutine<Void> drive(Case each) throws Exception {
        Task<?> task = createTask(programs.get(each.program).call());
        if (each.at == 0) {
            cancelLater(task, each.hops);
        } else {
            EventLoop.running()
                    .callLater(Duration.ofMillis((long) (each.at * 1000)), () -> cancelLater(task, each.hops));
        }
        await(waitAll(List.of(task)));
        log(outcome(task));
        await(sleep(REST));
        log("left", allTasks().size() - 1);
        return done();
    }

    private void check(Case each) {
        trace.clear();
        try (TestLoop test = TestLoop.create()) {
            test.loop().setExceptionHandler((loop, context) -> trace.add("handler " + context));
            test.runUntilComplete(test.loop().createTask(drive(each)));
            Duration end = test.time();
            test.runUntilIdle();
            assertThat(test.time()).as("nothing is to come for " + each).isEqualTo(end);
            test.assertNoTasksLeft();
        } catch (Exception e) {
            throw new AssertionError(each.toString(), e);
        }
        assertThat(count(" in")).as(each.toString()).isEqualTo(count(" out"));
        assertThat(trace).as(each.toString()).isEqualTo(each.expected);
    }

    private Map<String, Long> count(String what) {
        return trace.stream()
                .filter(line -> line.contains(what))
                .collect(Collectors.groupingBy(line -> line.split(" ")[1], Collectors.counting()));
    }

    @Test
    void wherever_it_is_cancelled_a_program_cleans_up_as_it_did_in_python() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(getClass().getResourceAsStream("cancelled_everywhere.txt")),
                StandardCharsets.UTF_8))) {
            List<Case> recorded = Case.readAll(lines);
            assertThat(recorded.stream().map(Case::program).distinct()).containsExactlyElementsOf(programs.keySet());
            recorded.forEach(this::check);
        }
    }

    @Test
    void it_cleans_up_as_it_does_in_python() throws Exception {
        Python.run(Case::readAll, "cancelled_everywhere.py").forEach(this::check);
    }
}
