package dev.fermata.samples.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProcessSamplesIT {
    @Test
    void process() throws Exception {
        Program run = Program.sample("process");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        Matcher ids = Pattern.compile("parent (\\d+) begins\n"
                        + "child (\\d+) from a lambda begins; its parent is (\\d+)\n"
                        + "child (\\d+) ends\n"
                        + "child (\\d+) from a subclass begins; its parent is (\\d+)\n"
                        + "child (\\d+) ends\n"
                        + "parent (\\d+) ends; exit codes 0 and 0\n")
                .matcher(run.output());
        assertThat(ids.matches()).as(run.output()).isTrue();
        assertThat(List.of(ids.group(3), ids.group(6), ids.group(8)))
                .as("the parent in all lines")
                .containsOnly(ids.group(1));
        assertThat(ids.group(2)).as("the first child").isEqualTo(ids.group(4)).isNotEqualTo(ids.group(1));
        assertThat(ids.group(5)).as("the second child").isEqualTo(ids.group(7)).isNotEqualTo(ids.group(2));
    }

    @Test
    void process_queue() throws Exception {
        Program.sample("process-queue")
                .assertPrinted(
                        "arrived: A", "arrived: B", "arrived: C", "the reader was terminated, exit code " + (128 + 15));
    }

    @Test
    void pipe() throws Exception {
        Program run = Program.sample("pipe");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        // They are printed by two processes. The last line of the one and that of the other come in any order.
        assertThat(run.output().lines())
                .containsExactlyInAnyOrder(
                        "letters in a: 1", "letters in fermata: 7", "letters in holds: 5", "no more questions");
        assertThat(run.output()).startsWith("letters in a: 1\nletters in fermata: 7\n");
    }

    @Test
    void shared_value_race() throws Exception {
        Program run = Program.sample("shared-value-race");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output()).matches("of 100 rounds, \\d+ ended with 1 instead of 2\n");
    }

    @Test
    void shared_value_lock() throws Exception {
        Program.sample("shared-value-lock").assertPrinted("of 100 rounds, 100 ended with 2");
    }

    @Test
    void shared_counter_in_pool() throws Exception {
        Program.sample("shared-counter-in-pool").assertPrinted("20 tasks counted to 20000");
    }

    @Test
    void process_loops() throws Exception {
        Program run = Program.sample("process-loops");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        Matcher rates = Pattern.compile("1 loop\\(s\\): 80 requests in [\\d.]+ s, (\\d+) per second\n"
                        + "2 loop\\(s\\): 80 requests in [\\d.]+ s, (\\d+) per second\n"
                        + "4 loop\\(s\\): 80 requests in [\\d.]+ s, (\\d+) per second\n")
                .matcher(run.output());
        assertThat(rates.matches()).as(run.output()).isTrue();
        assertThat(Integer.parseInt(rates.group(2)))
                .as("two loops, against one; %s", run.output())
                .isGreaterThan(Integer.parseInt(rates.group(1)));
    }

    @Test
    void subprocess() throws Exception {
        Program.sample("subprocess")
                .assertPrinted(
                        "read: first line",
                        "read: second line",
                        "Exit code: 0",
                        "sorted: [a, b, c]",
                        "killed; exit code: " + (128 + 9));
    }
}
