package dev.fermata.samples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it starts several JVMs at once, and others are to be on time")
class ClusterSampleIT {
    @Test
    void cluster() throws Exception {
        Program run = Program.sample("cluster");

        run.assertPrinted(
                "A begins call 1",
                "B begins call 2",
                "B begins call 3",
                "A begins call 4",
                "[call 1 by A, call 2 by B, call 3 by B, call 4 by A]",
                "B begins the sum",
                "B begins the order",
                "B is killed",
                "nobody knows what became of the order: MemberLeftException",
                "A begins the sum",
                "the sum by A",
                "all have ended");
        assertThat(run.errors()).doesNotContain("Exception", "WARNING");
    }

    @Test
    void members_end_when_the_program_is_killed_that_has_started_them() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + Program.root().resolve("samples/target/lib/cluster/*"),
                        AbandonedMembers.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        List<ProcessHandle> members;
        try {
            assertThat(program.inputReader().readLine()).isEqualTo("up");
            members = program.descendants().toList();
        } finally {
            program.destroyForcibly();
        }
        assertThat(members).hasSize(2);
        for (ProcessHandle member : members) {
            member.onExit().get(1, TimeUnit.MINUTES);
        }
    }
}
