package dev.fermata.bench.processes;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM that does nothing: what a worker cannot start faster than. */
final class BareJvm {
    private static final int ROUNDS = 5;

    private BareJvm() {}

    public static void main(String[] arguments) {}

    static double seconds() throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            int code = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BareJvm.class.getName())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IOException("A bare JVM ended with exit code " + code + ".");
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        return best;
    }
}
