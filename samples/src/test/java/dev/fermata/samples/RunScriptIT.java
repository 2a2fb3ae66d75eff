package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunScriptIT {
    @Test
    void without_a_name_it_lists_the_samples() throws Exception {
        Program list = Program.sample();

        assertThat(list.output())
                .contains("consumer-producer", "tree-walk", "prime-sieve", "tokenizer", "word-counter");
        assertThat(list.output()).contains("a recursive walk over a tree, used in a loop");
        assertThat(list.exitCode()).isZero();
    }

    @Test
    void an_unknown_name_is_an_error() throws Exception {
        Program nonsense = Program.sample("nonsense");

        assertThat(nonsense.exitCode()).isEqualTo(2);
        assertThat(nonsense.errors()).contains("nonsense");
        assertThat(nonsense.output()).isEmpty();
    }
}
