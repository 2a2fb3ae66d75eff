package dev.fermata.weaver.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void equal_transcripts_have_no_difference() {
        assertThat(Difference.between(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    }

    @Test
    void a_difference_shows_what_was_equal_before_and_both_sides_after() {
        assertThat(Difference.between(List.of("a", "b", "c"), List.of("a", "x", "c")))
                .hasValue("""
                            a
                          plain | b
                          plain | c
                          plain | (end)
                          woven | x
                          woven | c
                          woven | (end)
                        """);
    }

    @Test
    void a_transcript_that_ends_early_is_different() {
        assertThat(Difference.between(List.of("a", "b"), List.of("a"))).hasValue("""
                            a
                          plain | b
                          plain | (end)
                          woven | (end)
                        """);
    }
}
