package dev.fermata.weaver.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Compiler;
import org.junit.jupiter.api.Test;

class RandomProgramTest {
    @Test
    void the_same_seed_makes_the_same_program() {
        assertThat(RandomProgram.of(7).source()).isEqualTo(RandomProgram.of(7).source());
        assertThat(RandomProgram.of(7).source())
                .isNotEqualTo(RandomProgram.of(8).source());
    }

    @Test
    void a_failing_program_is_shrunk_to_what_makes_it_fail() {
        RandomProgram large = RandomProgram.of(3);

        RandomProgram small = new Shrinker(RandomProgramTest::yieldsAndCompiles, 500).shrink(large);

        assertThat(yieldsAndCompiles(large)).isTrue();
        assertThat(yieldsAndCompiles(small)).isTrue();
        assertThat(small.size()).isLessThan(large.size() / 5);
    }

    private static boolean yieldsAndCompiles(RandomProgram program) {
        try {
            return program.source().contains("Generator.<Integer>yield(")
                    && !Compiler.javac(17, "-g")
                            .compile(program.name(), program.source())
                            .isEmpty();
        } catch (AssertionError errors) {
            return false;
        }
    }
}
