package dev.fermata.samples;

import java.util.Locale;

/** Prints lines with the time in front of them: the seconds since the first line. */
public final class Stopwatch {
    private static final long BEGIN = System.nanoTime(); // read when the first line is printed

    private Stopwatch() {}

    /** Prints a line such as {@code 2.0 end}. */
    public static void print(String line) {
        double seconds = (System.nanoTime() - BEGIN) / 1e9;
        System.out.println(String.format(Locale.ROOT, "%.1f %s", seconds, line));
    }
}
