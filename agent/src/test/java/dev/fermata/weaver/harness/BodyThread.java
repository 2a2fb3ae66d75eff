package dev.fermata.weaver.harness;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a body on another thread in turns with its caller: exactly one of the two runs at any time.
 *
 * <p>The fields are written by the one that has the turn; handing it over publishes them.
 */
final class BodyThread {
    /** What a body does. */
    interface Work {
        Object run() throws Throwable;
    }

    /** Why the turn came back to the caller. */
    sealed interface Stop {}

    record Yielded(Object item) implements Stop {}

    record Returned(Object value) implements Stop {}

    record Threw(Throwable exception) implements Stop {}

    /** The body goes on yielding although it should unwind. */
    private record Stuck() implements Stop {}

    /** What an asynchronous generator hands out that it does not yield, but awaits. */
    record Asked(Object item) {}

    /** What the body is of. */
    private enum Role {
        /** A generator, or coroutines: all that it hands out is for whoever resumes it. */
        PLAIN,
        /** An asynchronous generator. */
        ITEMS,
        /** A method that has started already, and hands out the futures that it waits for. */
        EAGER
    }

    /** Thrown at a yield when the run is over. */
    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    private static final long LONGEST_TURN_SECONDS = 60;
    private static final int MOST_REFUSALS = 100;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "body");
        thread.setDaemon(true);
        return thread;
    });

    private static final ThreadLocal<BodyThread> CURRENT = new ThreadLocal<>();

    private final Session session;
    private final Work work;
    private final Role role;
    private final Semaphore bodysTurn = new Semaphore(0);
    private final Semaphore callersTurn = new Semaphore(0);
    private volatile Thread thread;
    private boolean started;
    private boolean over;
    private Object value;
    private Throwable exception;
    private Stop stop;
    private int refusals;

    private BodyThread(Session session, Work work, Role role) {
        this.session = session;
        this.work = work;
        this.role = role;
    }

    BodyThread(Session session, Work work) {
        this(session, work, Role.PLAIN);
    }

    /** The body of an asynchronous generator; {@code work} may be null for one that is empty. */
    static BodyThread ofItems(Session session, Work work) {
        return new BodyThread(session, work, Role.ITEMS);
    }

    /** A body that runs until it has to wait for a future, which it hands out; it goes on when that is done. */
    static BodyThread eager(Session session, Work work) {
        return new BodyThread(session, work, Role.EAGER);
    }

    boolean hasWork() {
        return work != null;
    }

    /** The one on whose thread this is called. */
    static BodyThread current() {
        BodyThread current = CURRENT.get();
        if (current == null) {
            throw new IllegalStateException("a yield outside the body of a stand-in");
        }
        return current;
    }

    /**
     * Gives the turn to the body, with what its yield evaluates to or throws, until it gives it back.
     *
     * <p>At the end of a run the bodies are unwound one by one. One that waits for another may find that body over already, and
     * the exception which unwinds it goes on.
     */
    Stop resume(Object value, Throwable exception) {
        if (over) {
            return resumeNoMore(exception);
        }
        if (!run(value, exception)) {
            throw new AssertionError(
                    "the plain body has not come back for " + LONGEST_TURN_SECONDS + " seconds:" + place());
        }
        if (stop instanceof Stuck) {
            throw new AssertionError("a body that was left suspended cannot be unwound: it yields again and again");
        }
        return stop;
    }

    private Stop resumeNoMore(Throwable exception) {
        if (!session.isOver()) {
            throw new AssertionError("a plain body is resumed that is over");
        }
        return new Threw(exception == null ? new Abandoned() : exception);
    }

    /** Gives the turn to the body; returns whether it has given it back in time. */
    private boolean run(Object value, Throwable exception) {
        this.value = value;
        this.exception = exception;
        if (started) {
            bodysTurn.release();
        } else {
            started = true;
            THREADS.execute(() -> session.during(this::runBody));
        }
        try {
            return callersTurn.tryAcquire(LONGEST_TURN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a plain body runs", interrupted);
        }
    }

    private String place() {
        Thread running = thread;
        return running == null
                ? " it has not begun"
                : Stream.of(running.getStackTrace())
                        .map(line -> "\n    at " + line)
                        .collect(Collectors.joining());
    }

    private void runBody() {
        CURRENT.set(this);
        thread = Thread.currentThread();
        try {
            stop = new Returned(work.run());
        } catch (Throwable thrown) {
            stop = new Threw(thrown);
        } finally {
            CURRENT.remove();
        }
        over = true;
        callersTurn.release();
    }

    /** Gives the turn back to the caller, until it resumes this body. Called on the body's thread. */
    Object suspend(Object item) {
        if (session.isOver()) {
            return refuse();
        }
        stop = new Yielded(item);
        callersTurn.release();
        bodysTurn.acquireUninterruptibly();
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return value;
    }

    /** Lets whoever runs the program answer. Where nobody drives the body, as it has started by itself, that is a hop. */
    Object ask(Object item) {
        return switch (role) {
            case PLAIN -> suspend(item);
            case ITEMS -> suspend(new Asked(item));
            case EAGER -> null;
        };
    }

    /** Waits until a future is done. */
    void waitFor(CompletableFuture<?> future) {
        if (role == Role.EAGER) {
            suspend(future);
            return;
        }
        while (!future.isDone()) {
            session.answerOldest(this::ask);
        }
    }

    /** Whether the run is over, and the exception only unwinds a body. */
    static boolean isAbandoned(Throwable exception) {
        return exception instanceof Abandoned;
    }

    private Object refuse() {
        if (++refusals > MOST_REFUSALS) {
            stop = new Stuck();
            over = true;
            callersTurn.release();
            while (true) {
                LockSupport.park(this);
            }
        }
        throw new Abandoned();
    }

    /** Lets the body end, whatever it does in its finally blocks, so that the thread is free. */
    void unwind() {
        resume(null, new Abandoned());
    }
}
