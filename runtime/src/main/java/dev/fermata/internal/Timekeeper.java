package dev.fermata.internal;

/** The clock of an event loop, and how its thread waits when there is nothing to do. */
public interface Timekeeper {
    /** The clock of the machine. */
    Timekeeper SYSTEM = new SystemTime();

    /**
     * The present time.
     *
     * @return nanoseconds since some moment; never less than before
     */
    long nanoTime();

    /**
     * Waits, at most until something is in {@code inbox} or the thread is interrupted. Returning early is no harm: the loop
     * turns once more.
     *
     * @param inbox of the loop, whose thread calls this
     * @param deadline of the first timer, or {@link TimerQueue#NEVER}
     * @param outside how many calls run on other threads and will put something there
     */
    void idle(Inbox<?> inbox, long deadline, int outside);
}
