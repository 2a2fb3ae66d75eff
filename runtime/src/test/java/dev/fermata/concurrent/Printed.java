package dev.fermata.concurrent;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes what is printed to the standard output, to be waited for line by line. */
final class Printed extends OutputStream implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final PrintStream before = System.out;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Printed() {
        System.setOut(new PrintStream(this, true, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void write(int value) {
        if (value == '\n') {
            lines.add(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(value);
        }
    }

    /** The next line. */
    String next() throws InterruptedException {
        String next = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing was printed for " + PATIENCE_SECONDS + " s");
        }
        return next;
    }

    /** The lines that are there. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        lines.drainTo(all);
        return all;
    }

    /** What has been printed since the last line. */
    synchronized String rest() {
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
