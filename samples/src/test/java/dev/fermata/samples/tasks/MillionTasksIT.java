package dev.fermata.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it needs a core or two for some seconds, and others are to be on time")
class MillionTasksIT {
    @Test
    void million_tasks() throws Exception {
        Program run = Program.sample("million-tasks");

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output())
                .contains("1000000 tasks are created\n", "all woke in the order of their deadlines\n")
                .containsPattern("1000000 are asleep, with [1-9]\\d\\d bytes of heap for each\n")
                .containsPattern("1000000 are awake\n");
    }
}
