package dev.fermata.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Work on channels that an interrupt would close, in the middle of it. */
public final class Uninterrupted {
    private Uninterrupted() {}

    /**
     * What is to be done.
     *
     * @param <T> the type of its value
     */
    public interface Work<T> {
        /**
         * Does it from the beginning.
         *
         * @return its value
         * @throws IOException if it fails
         */
        T call() throws IOException;
    }

    /** What is to be done and has no value. */
    public interface Action {
        /**
         * Does it from the beginning.
         *
         * @throws IOException if it fails
         */
        void run() throws IOException;
    }

    /**
     * Does something, and begins again if it is interrupted. The thread is interrupted afterwards.
     *
     * @param work to be done in a short time
     * @param <T> the type of its value
     * @return its value
     * @throws IOException if it fails
     */
    public static <T> T call(Work<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try {
                    return work.call();
                } catch (ClosedByInterruptException e) {
                    // Once more.
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * As {@link #call}.
     *
     * @param action to be done in a short time
     * @throws IOException if it fails
     */
    public static void run(Action action) throws IOException {
        Object unused = call(() -> {
            action.run();
            return action;
        });
    }
}
