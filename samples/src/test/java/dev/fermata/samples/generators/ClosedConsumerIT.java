package dev.fermata.samples.generators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import org.junit.jupiter.api.Test;

class ClosedConsumerIT {
    @Test
    void after_close_the_consumer_is_finished_and_its_finally_blocks_have_run() throws Exception {
        Program run = Program.java(ClosedConsumer.class, "-javaagent:" + System.getProperty("fermata.agent.jar"));

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output().lines())
                .hasSize(11)
                .endsWith("[PRODUCER] Consumer return: 200 OK", "finally", "state: CLOSED");
    }
}
