package dev.fermata.weaver.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * One run of one program: the lines that it has written, and the stand-ins that were made for it.
 *
 * <p>A session follows the program from thread to thread: the threads of its stand-ins hand over strictly, so only one
 * of them uses it at a time.
 */
final class Session implements AutoCloseable {
    private static final int MOST_LINES = 20_000;
    private static final int FUEL = 400;

    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

    private final List<String> lines = new ArrayList<>();
    private final List<StandIn> standIns = new ArrayList<>();
    private int fuel = FUEL;
    private boolean over;

    private Session() {}

    static Session open() {
        var session = new Session();
        CURRENT.set(session);
        return session;
    }

    static Session current() {
        Session session = CURRENT.get();
        if (session == null) {
            throw new IllegalStateException("no run is under way on " + Thread.currentThread());
        }
        return session;
    }

    /** Makes this the session of the current thread for the time of {@code work}. */
    void during(Runnable work) {
        CURRENT.set(this);
        try {
            work.run();
        } finally {
            CURRENT.remove();
        }
    }

    void write(String line) {
        if (over) {
            return;
        }
        if (lines.size() == MOST_LINES) {
            throw new AssertionError("the program has written " + MOST_LINES + " lines and does not end");
        }
        lines.add(line);
    }

    void burn() {
        if (over || fuel-- <= 0) {
            throw new Log.OutOfFuel();
        }
    }

    void add(StandIn standIn) {
        if (!over) {
            standIns.add(standIn);
        }
    }

    boolean isOver() {
        return over;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Ends the run: what the program left suspended is unwound without a trace, so that no thread stays behind. */
    @Override
    public void close() {
        over = true;
        CURRENT.remove();
        standIns.forEach(StandIn::abandon);
    }
}
