package dev.fermata.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Programs that {@code random_programs.py} has made and run in CPython 3.13, with what they printed there, each line with its
 * turn of the loop: they must print the same here.
 */
class RandomProgramsIT {
    private static final int SHOWN = 5;

    static void compare(List<RandomProgram> programs) {
        List<String> differences = programs.stream()
                .map(RandomProgram::difference)
                .filter(Objects::nonNull)
                .toList();
        assertThat(differences.size() + " of " + programs.size() + " differ\n"
                        + String.join("\n", differences.subList(0, Math.min(SHOWN, differences.size()))))
                .startsWith("0 of ");
    }

    @Test
    void recorded_programs_print_what_they_printed_in_python() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(RandomProgramsIT.class.getResourceAsStream("programs.txt")),
                StandardCharsets.UTF_8))) {
            List<RandomProgram> recorded = RandomProgram.readAll(lines);
            assertThat(recorded).hasSizeGreaterThan(200);
            compare(recorded);
        }
    }

    /** {@code -Dfermata.programs.seed=N} begins with a certain seed; {@code .seconds} says for how long programs are made. */
    @Test
    void fresh_programs_print_what_they_print_in_python() throws Exception {
        Python.require();
        long seed = Long.getLong(
                "fermata.programs.seed", ThreadLocalRandom.current().nextLong(1_000_000_000));
        String seconds = System.getProperty("fermata.programs.seconds", "3");
        System.out.println("RandomProgramsIT: fermata.programs.seed=" + seed);
        compare(Python.run(RandomProgram::readAll, "random_programs.py", String.valueOf(seed), "--seconds", seconds));
    }

    /** Programs from a file, for long searches: {@code -Dfermata.programs=FILE}. */
    @Test
    void programs_of_a_file_print_what_is_written_there() throws IOException {
        String file = System.getProperty("fermata.programs");
        if (file != null) {
            try (BufferedReader lines = Files.newBufferedReader(Path.of(file))) {
                compare(RandomProgram.readAll(lines));
            }
        }
    }
}
