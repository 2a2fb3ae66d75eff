package dev.fermata.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** CPython 3.13, whose asyncio the library follows, where there is one: in the PATH, or as pyenv keeps it. */
final class Python {
    private static final String VERSION = "3.13";

    private static final Path FOUND = find();

    private Python() {}

    private static Path find() {
        List<Path> candidates = new ArrayList<>();
        Path versions = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                each.filter(version -> version.getFileName().toString().startsWith(VERSION))
                        .forEach(
                                version -> candidates.add(version.resolve("bin").resolve("python3")));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        for (String folder : Objects.toString(System.getenv("PATH"), "").split(File.pathSeparator)) {
            candidates.add(Path.of(folder, "python" + VERSION));
            candidates.add(Path.of(folder, "python3"));
        }
        return candidates.stream()
                .filter(Files::isExecutable)
                .filter(Python::isTheOne)
                .findFirst()
                .orElse(null);
    }

    private static boolean isTheOne(Path candidate) {
        try {
            Process process = new ProcessBuilder(candidate.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && version.startsWith("Python " + VERSION + ".");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Skips the present test if there is no Python. */
    static void require() {
        if (FOUND == null) {
            abort("There is no Python " + VERSION + " in the PATH or in ~/.pyenv/versions to compare with; "
                    + "what was recorded with one is compared always.");
        }
    }

    /** What a reader makes of the lines that a program prints. */
    interface Reader<T> {
        T read(BufferedReader lines) throws IOException;
    }

    /** Runs a script that stands beside the tests. */
    static <T> T run(Reader<T> reader, String script, String... arguments) throws IOException, InterruptedException {
        require();
        List<String> command =
                new ArrayList<>(List.of(FOUND.toString(), "-B", file(script).toString()));
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            T read = reader.read(lines);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(script).isZero();
            return read;
        } finally {
            process.destroy();
        }
    }

    private static Path file(String script) {
        try {
            return Path.of(Objects.requireNonNull(Python.class.getResource(script), script)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
