package dev.fermata.samples.generators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import dev.fermata.samples.tasks.HelloAsync;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutAgentIT {
    @ParameterizedTest
    @ValueSource(
            classes = {
                ConsumerProducer.class,
                TreeWalk.class,
                PrimeSieve.class,
                Tokenizer.class,
                WordCounter.class,
                HelloAsync.class
            })
    void a_sample_says_where_it_was_not_woven_and_what_to_do(Class<?> sample) throws Exception {
        Program run = Program.java(sample);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.errors())
                .startsWith("Exception in thread \"main\" java.lang.IllegalStateException: ")
                .containsPattern(place(sample))
                .contains("which was not woven", "-javaagent:fermata-agent.jar");
    }

    /** Such as {@code TreeWalk.inOrder(TreeWalk.java:42)}. */
    private static String place(Class<?> sample) {
        String name = sample.getSimpleName();
        return name + "\\.[a-z]\\w+\\(" + name + "\\.java:[1-9]\\d*\\)";
    }
}
