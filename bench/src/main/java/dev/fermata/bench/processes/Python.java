package dev.fermata.bench.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The works in CPython. */
final class Python {
    private Python() {}

    /** Returns null, and says so, where no {@code python3} can be started. */
    static @Nullable Figures measure() throws IOException, InterruptedException {
        Path script = Files.createTempFile("fermata", ".py");
        try (InputStream in = Python.class.getResourceAsStream("pool.py")) {
            if (in == null) {
                throw new IOException("The script pool.py is not in the jar of the benchmarks.");
            }
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            return figures(script);
        } finally {
            Files.delete(script);
        }
    }

    private static @Nullable Figures figures(Path script) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "python3",
                            script.toString(),
                            Integer.toString(ProcessWorks.WORKERS),
                            Integer.toString(ProcessWorks.ROUND_TRIPS / 4),
                            Integer.toString(ProcessWorks.TASKS),
                            Integer.toString(ProcessWorks.SIZE))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            System.out.println("CPython is left out: there is no python3 (" + e.getMessage() + ").");
            return null;
        }
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = process.waitFor();
        if (code != 0) {
            System.out.println("CPython is left out: python3 ended with exit code " + code + ".");
            return null;
        }
        String[] seconds = printed.split(" ", -1);
        return new Figures(
                Double.parseDouble(seconds[0]),
                Double.parseDouble(seconds[1]),
                Double.parseDouble(seconds[2]),
                Double.parseDouble(seconds[3]),
                Double.parseDouble(seconds[4]));
    }
}
