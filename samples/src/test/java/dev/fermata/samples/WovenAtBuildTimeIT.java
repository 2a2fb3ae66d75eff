package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.generators.ConsumerProducer;
import dev.fermata.samples.generators.PrimeSieve;
import dev.fermata.samples.generators.Tokenizer;
import dev.fermata.samples.generators.TreeWalk;
import dev.fermata.samples.generators.WordCounter;
import dev.fermata.samples.tasks.ContextVars;
import dev.fermata.samples.tasks.GatherExceptions;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WovenAtBuildTimeIT {
    @TempDir
    static Path folder;

    private static Path woven;

    /** Their jar, or in a development environment their folder. */
    @BeforeAll
    static void weave() throws Exception {
        woven = folder.resolve(classes().getFileName());
        Program run = Program.agent("weave", classes().toString(), "-o", woven.toString());

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(ConsumerProducer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ConsumerProducer.class,
                TreeWalk.class,
                PrimeSieve.class,
                Tokenizer.class,
                WordCounter.class,
                ContextVars.class,
                GatherExceptions.class
            })
    void a_woven_sample_prints_the_same_without_the_agent(Class<?> sample) throws Exception {
        Program withAgent = Program.java(sample, "-javaagent:" + System.getProperty("fermata.agent.jar"));
        Program without = Program.javaOn(woven, sample);

        assertThat(without.errors()).isEqualTo(withAgent.errors());
        assertThat(withoutTimes(without)).isNotEmpty().isEqualTo(withoutTimes(withAgent));
        assertThat(without.exitCode()).isZero();
    }

    /** A busy machine makes one of the two late. */
    private static String withoutTimes(Program program) {
        return program.output().replaceAll("(?m)^\\d+\\.\\d ", "");
    }
}
