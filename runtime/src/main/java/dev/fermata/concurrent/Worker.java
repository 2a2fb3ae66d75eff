package dev.fermata.concurrent;

import dev.fermata.internal.Durations;
import dev.fermata.internal.worker.ChildJvm;
import dev.fermata.internal.worker.Claims;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A worker process as its pool sees it, with a thread that starts it, talks to it, and sees it end. */
final class Worker {
    // STARTING -> RUNNING -> RETIRING (told to end) -> ENDED
    // STARTING, RUNNING, RETIRING -> ENDING (killed) -> ENDED
    // RUNNING, RETIRING -> ENDED                      died by itself
    enum State {
        STARTING,
        RUNNING,
        RETIRING,
        ENDING,
        ENDED
    }

    final WorkerPool pool;
    private final Thread thread;
    private volatile @Nullable WorkerSession session; // null before it is connected
    private volatile boolean isKilled;

    // Guard of all that follows: the pool's lock.
    State state = State.STARTING;
    final Deque<ProcessTask<?>> sent = new ArrayDeque<>(); // not answered; the first one is running
    int sequence; // of the task that was assigned last
    int assigned; // tasks that it has not given back
    int epoch; // in which tasks that are sent ahead may be claimed
    long headSince; // when the first of the sent ones has begun, or the worker has become idle
    boolean lent; // a submitter is sending it a task
    boolean passedOver; // its own thread wanted to send while it was lent

    @Nullable
    ProcessTask<?> unsent; // assigned, but its own thread must send it

    @Nullable
    ProcessTask<?> late; // it has been at this one for too long, and is ended

    @Nullable
    Claims claims; // from when the first tasks are sent ahead

    Worker(WorkerPool pool, int number) {
        this.pool = pool;
        this.thread = new Thread(this::run, "fermata-worker-" + number);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    // ---- for other threads

    /** Whether the current thread is its own. */
    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void wakeup() {
        WorkerSession known = session;
        if (known != null) {
            known.wakeup();
        }
    }

    /** Ends the process at once. */
    void kill() {
        isKilled = true;
        WorkerSession known = session;
        if (known == null) {
            thread.interrupt(); // ends its start
        } else {
            known.kill();
        }
    }

    /** Ends the process and the task that has taken too long. On the thread of the time limit. */
    void endLate(ProcessTask<?> task) {
        WorkerSession known = session;
        assert known != null : "it is connected, else it would have no task";
        known.kill();
        Thread completing = // of nobody else, because functions may be attached to the future
                new Thread(() -> completeLate(task, known), "fermata-late-task");
        completing.setDaemon(true);
        completing.start();
    }

    private void completeLate(ProcessTask<?> task, WorkerSession connected) {
        Duration limit = Objects.requireNonNull(pool.settings.taskTimeout());
        boolean unused = task.completeExceptionally(
                new TimeoutException("The task ran longer than " + Durations.words(Durations.nanos(limit))
                        + ", the time limit of the pool; its worker process " + connected.pid() + " was ended."));
    }

    /** Sends a task; the worker is lent to this thread for that. */
    void sendDirectly(Dispatch dispatch) {
        WorkerSession known = session;
        assert known != null : "it is connected, else it would not be idle";
        boolean isSent = false;
        try {
            isSent = known.outbox.sendNow(dispatch);
        } catch (IOException e) {
            // It has just died, as its own thread will find out.
        } finally {
            pool.giveBack(this, isSent ? null : dispatch.task());
        }
    }

    /** Takes back what it has not begun; returns the number of the task that it has begun last. Guard: the pool's lock. */
    int revoke() {
        Claims known = claims;
        if (known == null) {
            return 0;
        }
        epoch++;
        return known.revoke();
    }

    static boolean hasBegun(ProcessTask<?> task, int begun) {
        return !task.ahead || task.sequence - begun <= 0;
    }

    // ---- its own thread

    private void run() {
        WorkerSession connected = start();
        if (connected != null) {
            Throwable reason = null;
            try {
                if (pool.connected(this)) {
                    connected.serve();
                } else {
                    connected.kill();
                }
            } catch (Throwable thrown) {
                reason = thrown;
            }
            end(connected, reason);
        }
    }

    private @Nullable WorkerSession start() {
        WorkerSession starting = null;
        Throwable problem;
        try {
            starting = new WorkerSession(this, ChildJvm.start(pool.settings.child()));
            session = starting;
            if (isKilled) { // the interrupt may have come too late for the start
                starting.kill();
            }
            problem = starting.initialize();
            if (problem == null) {
                return starting;
            }
            starting.close();
            pool.failed(
                    this,
                    new BrokenProcessPoolException(
                            "The initializer failed in a worker, so the pool can run nothing: " + problem, problem),
                    true);
        } catch (Throwable thrown) {
            String when = "";
            if (starting != null) {
                starting.close();
                when = "The worker process " + starting.ending() + " during the initializer. ";
            }
            pool.failed(
                    this,
                    new BrokenProcessPoolException("No worker can be started. " + when + thrown.getMessage(), thrown),
                    false);
        }
        return null;
    }

    private void end(WorkerSession connected, @Nullable Throwable reason) {
        connected.close();
        for (ProcessTask<?> hit : pool.ended(this)) {
            if (hit == late) {
                completeLate(hit, connected);
            } else if (!hit.isDone()) {
                boolean unused = hit.completeExceptionally(new BrokenProcessPoolException(
                        "The worker process " + connected.ending()
                                + " while it ran this task. Other tasks are not touched, and another worker takes its place.",
                        reason));
            }
        }
        pool.gone(this);
    }
}
