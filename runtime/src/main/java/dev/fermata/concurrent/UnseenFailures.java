package dev.fermata.concurrent;

import dev.fermata.internal.Log;
import dev.fermata.internal.Sneaky;
import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.Set;

/** Failures in the results of {@code map} that nobody has iterated over, so that they are not lost. Guard: itself. */
final class UnseenFailures {
    /** More of them tell nothing new, and would only take up memory. */
    private static final int MOST = 100;

    private final Set<Throwable> failures = new LinkedHashSet<>();
    private boolean kept; // because close will throw them

    synchronized void add(Throwable failure) {
        if (failures.size() < MOST) {
            failures.add(failure);
        }
    }

    synchronized void remove(Throwable failure) {
        failures.remove(failure);
    }

    synchronized void keep() {
        kept = true;
    }

    /** The pool has ended; unless {@code close} is at work, nobody else will tell of them. */
    synchronized void log() {
        if (!kept) {
            for (Throwable failure : failures) {
                Log.LOGGER.log(Level.ERROR, "A result of map was a failure, and nobody has looked at it.", failure);
            }
            failures.clear();
        }
    }

    /** Throws the first one, if there is one, with the others as suppressed exceptions. */
    synchronized void rethrow() {
        Throwable first = null;
        for (Throwable failure : failures) {
            if (first == null) {
                first = failure;
            } else {
                first.addSuppressed(failure);
            }
        }
        failures.clear();
        if (first != null) {
            throw Sneaky.rethrow(first);
        }
    }
}
