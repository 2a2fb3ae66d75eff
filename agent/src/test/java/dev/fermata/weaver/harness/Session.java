package dev.fermata.weaver.harness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * One run of one program: the lines that it has written, and the stand-ins that were made for it.
 *
 * <p>A session follows the program from thread to thread: the threads of its stand-ins hand over strictly, so only one
 * of them uses it at a time.
 */
final class Session implements AutoCloseable {
    private static final int MOST_LINES = 20_000;
    private static final int MOST_READY = 60;
    private static final int FUEL = 400;

    private static final ThreadLocal<Session> CURRENT = new ThreadLocal<>();

    private final List<String> lines = new ArrayList<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final Deque<OpenStage> open = new ArrayDeque<>();
    private final Readiness readiness;
    private int asks;
    private int fuel = FUEL;
    private boolean over;

    /** A stage that somebody may await, and nobody has completed. */
    private record OpenStage(CompletableFuture<Object> stage, Object item) {}

    private Session(Readiness readiness) {
        this.readiness = readiness;
    }

    static Session open() {
        return open(Readiness.SUSPENDS);
    }

    static Session open(Readiness readiness) {
        var session = new Session(readiness);
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

    /** What to do when the run is over. */
    void add(Runnable ending) {
        if (!over) {
            endings.add(ending);
        }
    }

    int nextAsk() {
        return asks++;
    }

    /** Whether what is awaited with a number is there; after many that are, the next one is not, to stop loops. */
    Readiness readiness(int number) {
        return number < MOST_READY ? readiness.of(number) : Readiness.SUSPENDS;
    }

    void open(CompletableFuture<Object> stage, Object item) {
        open.add(new OpenStage(stage, item));
    }

    /** Forgets the stage that has been open for the longest time, and returns its item. */
    Object takeOldest() {
        return open.remove().item;
    }

    /** Completes the stage that has been open for the longest time. */
    void answerOldest(UnaryOperator<Object> answers) {
        OpenStage oldest = open.poll();
        if (oldest == null) {
            throw new AssertionError("somebody waits for a future that nobody will complete");
        }
        Object answer;
        try {
            answer = answers.apply(oldest.item);
        } catch (Throwable thrown) {
            if (BodyThread.isAbandoned(thrown)) {
                throw thrown;
            }
            oldest.stage.completeExceptionally(thrown);
            return;
        }
        oldest.stage.complete(answer);
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
        endings.forEach(Runnable::run);
    }
}
