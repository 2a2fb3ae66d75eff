package dev.fermata.concurrent;

import dev.fermata.internal.Log;
import dev.fermata.internal.worker.Claims;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pool: its queue, its workers, and its state. One lock guards all; nothing is serialised, written or completed under it.
 *
 * <p>A submitter hands its task to an idle worker itself, so that nobody else has to be woken up. While there is none, tasks
 * queue up, and each worker's thread takes the next ones when its process has finished some.
 */
final class WorkerPool {
    // RUNNING -> SHUTDOWN (takes no tasks) -> TERMINATED (no worker is left)
    private enum State {
        RUNNING,
        SHUTDOWN,
        TERMINATED
    }

    final PoolSettings settings;
    private final Runnable whenTerminated;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition terminated = lock.newCondition();
    private final Condition returned = lock.newCondition(); // a worker, by the submitter that it was lent to

    // Guard of all that follows: lock.
    private State state = State.RUNNING;
    private final Workforce workforce;
    private final TaskQueue queue;
    private final TimeLimit timeLimit;
    private @Nullable BrokenProcessPoolException broken; // by its initializer

    /** {@code whenTerminated} may be called more than once, and not under the lock. */
    WorkerPool(PoolSettings settings, Runnable whenTerminated) {
        this.settings = settings;
        this.whenTerminated = whenTerminated;
        this.workforce = new Workforce(this, settings);
        this.queue = new TaskQueue(settings, workforce);
        this.timeLimit = new TimeLimit(settings.taskTimeout(), lock, workforce, queue);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    void startMinimum() {
        locked(workforce::startMinimum);
    }

    // ---- for submitters

    void submit(ProcessTask<?> task) {
        Dispatch dispatch = locked(() -> assignOrQueue(task));
        if (dispatch != null) {
            dispatch.worker().sendDirectly(dispatch);
        }
    }

    private @Nullable Dispatch assignOrQueue(ProcessTask<?> task) {
        if (broken != null) {
            throw new RejectedExecutionException("This process pool is broken: " + broken.getMessage(), broken);
        }
        if (state != State.RUNNING) {
            throw new RejectedExecutionException(
                    "This process pool has been shut down. Submit before close() or shutdown(), or make another pool.");
        }
        Worker worker = workforce.takeIdle();
        if (worker == null) {
            queue.add(task);
            workforce.startFor(queue.size());
            return null;
        }
        worker.lent = true;
        Dispatch dispatch = queue.assign(task, worker);
        timeLimit.begun();
        return dispatch;
    }

    /** The submitter that a worker was lent to has finished with it, but its thread must send {@code unsent}, if not null. */
    void giveBack(Worker worker, @Nullable ProcessTask<?> unsent) {
        boolean isWaiting = locked(() -> {
            worker.lent = false;
            worker.unsent = unsent;
            returned.signalAll();
            boolean wanted = worker.passedOver || worker.sent.isEmpty() || unsent != null;
            worker.passedOver = false;
            return wanted;
        });
        if (isWaiting) {
            worker.wakeup();
        }
    }

    /** A task has been cancelled, or has taken too long: ends the worker that runs it, if that is wished. */
    void drop(ProcessTask<?> task, boolean mayKill) {
        Worker killed = locked(() -> {
            Worker worker = task.worker;
            if (worker == null) {
                return null; // in the queue, where it will be passed over, or answered
            }
            if (worker.unsent == task) {
                queue.takeBackUnsent(worker);
            } else {
                queue.takeBack(worker);
            }
            workforce.wakeIdle();
            worker.wakeup();
            if (!mayKill || worker.sent.peekLast() != task) {
                return null; // it has not begun the task, or is at a later one: the answer is on its way
            }
            worker.state = Worker.State.ENDING;
            return worker;
        });
        if (killed != null) {
            killed.kill();
        }
    }

    // ---- for the threads of workers

    /** The tasks that {@code worker} is to be sent now, already assigned to it. */
    List<Dispatch> next(Worker worker) {
        return locked(() -> {
            if (worker.lent) {
                worker.passedOver = true;
                return List.of();
            }
            if (worker.state != Worker.State.RUNNING) {
                return List.of();
            }
            ProcessTask<?> unsent = worker.unsent;
            if (unsent != null) {
                worker.unsent = null;
                return List.of(new Dispatch(unsent, worker, unsent.sequence, worker.epoch, unsent.ahead));
            }
            List<Dispatch> filled = queue.fill(worker, state != State.RUNNING);
            timeLimit.begun();
            return filled;
        });
    }

    boolean isRetiring(Worker worker) {
        return locked(() -> worker.state == Worker.State.RETIRING);
    }

    boolean isFast() {
        return locked(queue::isFast);
    }

    void setClaims(Worker worker, Claims claims) {
        locked(() -> {
            worker.claims = claims;
        });
    }

    ProcessTask<?> answered(Worker worker) {
        return locked(() -> queue.answered(worker));
    }

    void forget(Worker worker, ProcessTask<?> task) {
        locked(() -> queue.forget(worker, task));
    }

    void takeBack(Worker worker, List<Dispatch> unsent) {
        locked(() -> queue.takeBack(worker, unsent));
    }

    /** How long the thread of {@code worker} may wait; 0 for ever. */
    long patienceNanos(Worker worker) {
        return locked(() -> {
            if (worker.sent.isEmpty() && (state != State.RUNNING || workforce.someAreAhead())) {
                return 2 * Pace.HORIZON_NANOS; // until it may take tasks from another one, or all are done
            }
            long limit = idleLimit(worker);
            return limit == 0 ? 0 : Math.max(1, limit - (System.nanoTime() - worker.headSince));
        });
    }

    /** For how long the worker may go on being idle; 0 for ever. */
    private long idleLimit(Worker worker) {
        return settings.idleTimeout() == null || !worker.sent.isEmpty() || !workforce.isPlenty()
                ? 0
                : settings.idleTimeout().toNanos();
    }

    /** The thread of {@code worker} has waited. */
    void retireIfIdle(Worker worker) {
        locked(() -> {
            long limit = idleLimit(worker);
            if (limit > 0 && System.nanoTime() - worker.headSince >= limit && workforce.takeIdle(worker)) {
                worker.state = Worker.State.RETIRING;
            }
        });
    }

    boolean connected(Worker worker) {
        return locked(() -> workforce.connected(worker));
    }

    /** A worker could not be started. */
    void failed(Worker worker, BrokenProcessPoolException failure, boolean forGood) {
        List<ProcessTask<?>> failing = locked(() -> {
            boolean isHopeless = workforce.failed();
            if (forGood) {
                broken = failure;
            }
            return isHopeless || forGood ? queue.drain() : List.of();
        });
        if (failing.isEmpty() && locked(() -> worker.state == Worker.State.STARTING)) {
            Log.LOGGER.log(Level.WARNING, "A process pool lacks a worker. " + failure.getMessage());
        }
        failing.forEach(task -> task.completeExceptionally(failure));
        gone(worker);
    }

    /** A worker's process has ended. Returns what it had begun; the caller completes it. */
    List<ProcessTask<?>> ended(Worker worker) {
        return locked(() -> {
            worker.state = Worker.State.ENDED;
            workforce.takeIdle(worker);
            while (worker.lent) { // not for long, since the channel is closed
                returned.awaitUninterruptibly();
            }
            queue.takeBackUnsent(worker);
            queue.takeBack(worker);
            List<ProcessTask<?>> begun = List.copyOf(worker.sent);
            worker.sent.clear();
            begun.forEach(task -> task.worker = null);
            return begun;
        });
    }

    /** There is nothing more to do for a worker. */
    void gone(Worker worker) {
        locked(() -> {
            workforce.gone(worker);
            workforce.startFor(queue.size());
            workforce.wakeIdle();
        });
        lookForEnd();
    }

    // ---- the end

    void shutdown() {
        List<Worker> all = locked(() -> {
            if (state == State.RUNNING) {
                state = State.SHUTDOWN;
            }
            return workforce.all();
        });
        all.forEach(Worker::wakeup);
        lookForEnd();
    }

    List<ProcessTask<?>> shutdownNow() {
        List<ProcessTask<?>> running = new ArrayList<>();
        List<Worker> killed = new ArrayList<>();
        List<ProcessTask<?>> waiting = locked(() -> {
            if (state == State.RUNNING) {
                state = State.SHUTDOWN;
            }
            for (Worker worker : workforce.all()) {
                queue.takeBack(worker);
                workforce.takeIdle(worker);
                running.addAll(worker.sent);
                worker.state = Worker.State.ENDING;
                killed.add(worker);
            }
            return queue.drain();
        });
        killed.forEach(Worker::kill);
        running.forEach(task -> task.cancel(true));
        waiting.forEach(task -> task.cancel(true));
        lookForEnd();
        return waiting;
    }

    private void lookForEnd() {
        boolean isEnd = locked(() -> {
            boolean isOver = state == State.SHUTDOWN && workforce.isEmpty() && queue.size() == 0;
            if (isOver) {
                state = State.TERMINATED;
                timeLimit.end();
            }
            return isOver;
        });
        if (isEnd) {
            whenTerminated.run();
            locked(terminated::signalAll);
        }
    }

    boolean isShutdown() {
        return locked(() -> state != State.RUNNING);
    }

    boolean isTerminated() {
        return locked(() -> state == State.TERMINATED);
    }

    /** Throws if the current thread is one that the end of the pool waits for. */
    void checkMayWait() {
        if (locked(() -> workforce.all().stream().anyMatch(Worker::isCurrent))) {
            throw new IllegalStateException(
                    "A thread of this pool cannot wait for the end of the pool: that would never come."
                            + " A function that is attached to a future may call shutdown() or shutdownNow(), which do not wait,"
                            + " or be attached by thenRunAsync or another Async method.");
        }
    }

    boolean awaitTermination(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (state != State.TERMINATED && left > 0) {
                left = terminated.awaitNanos(left);
            }
            return state == State.TERMINATED;
        } finally {
            lock.unlock();
        }
    }
}
