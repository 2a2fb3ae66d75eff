package dev.fermata.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * As {@link RandomProgramsIT}, with programs of {@code random_primitives.py}: several tasks that share a few locks, events,
 * conditions, semaphores, barriers and queues, and cancel each other.
 */
class RandomPrimitivesIT {
    @Test
    void recorded_programs_print_what_they_printed_in_python() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RandomPrimitivesIT.class.getResourceAsStream("primitives.txt")),
                StandardCharsets.UTF_8))) {
            List<RandomProgram> recorded = RandomProgram.readAll(lines);
            assertThat(recorded).hasSizeGreaterThan(200);
            RandomProgramsIT.compare(recorded);
        }
    }

    /** {@code -Dfermata.primitives.seed=N} begins with a certain seed; {@code .seconds} says for how long programs are made. */
    @Test
    void fresh_programs_print_what_they_print_in_python() throws Exception {
        Python.require();
        long seed = Long.getLong(
                "fermata.primitives.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        String seconds = System.getProperty("fermata.primitives.seconds", "3");
        System.out.println("RandomPrimitivesIT: fermata.primitives.seed=" + seed);
        RandomProgramsIT.compare(
                Python.run(RandomProgram::readAll, "random_primitives.py", String.valueOf(seed), "--seconds", seconds));
    }
}
