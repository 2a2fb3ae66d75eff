package dev.fermata.testing;

/** A program can never go on: nothing is ready, no timer is set, and no other thread is at work for it. */
public final class StalledException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StalledException(String report) {
        super("The program can never go on: nothing is ready, no timer is set, and no call runs on another thread.\n"
                + (report.isEmpty() ? "There are no tasks." : report));
    }
}
