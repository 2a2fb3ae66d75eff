package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JDK compiles in memory is woven like any other class. */
class WithoutCompilingIT {
    private static final String AGENT = "-javaagent:" + System.getProperty("fermata.agent.jar");

    @Test
    void java_runs_a_source_file() throws Exception {
        Program.tool("java", AGENT, "samples/src/main/java/dev/fermata/samples/documents/Shop.java")
                .assertPrinted("tea", "cake", "7", "green tea", "carrot cake", "20");
    }

    @Test
    void jshell_runs_a_coroutine(@TempDir Path folder) throws Exception {
        Path session = Files.writeString(folder.resolve("session.jsh"), """
                import static dev.fermata.Asyncio.*;
                import dev.fermata.Coroutine;
                import dev.fermata.annotation.Async;
                import java.time.Duration;
                @Async Coroutine<Integer> later() { await(sleep(Duration.ofMillis(1))); return done(3); }
                System.out.println(run(later()));
                /exit
                """);

        Program program = Program.tool("jshell", "-R" + AGENT, session.toString());

        assertThat(program.output()).isEqualTo("3\n");
        assertThat(program.exitCode()).isZero();
    }
}
