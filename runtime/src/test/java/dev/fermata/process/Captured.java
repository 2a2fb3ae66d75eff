package dev.fermata.process;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** Takes what is printed. */
final class Captured implements AutoCloseable {
    private final PrintStream oldOutput = System.out;
    private final PrintStream oldErrors = System.err;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    Captured() {
        System.setOut(new PrintStream(output, true));
        System.setErr(new PrintStream(errors, true));
    }

    String output() {
        return output.toString();
    }

    String errors() {
        return errors.toString();
    }

    @Override
    public void close() {
        System.setOut(oldOutput);
        System.setErr(oldErrors);
    }
}
