package dev.fermata.concurrent;

import dev.fermata.internal.worker.Claims;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a pool, and its workers. One lock guards all; nothing is serialised, written, started or completed under it.
 *
 * <p>A submitter hands its task to an idle worker itself, so that nobody else has to be woken up. While there is none, tasks
 * queue up, and each worker's thread takes the next ones when its process has finished some.
 */
final class WorkerPool {
    /** How long nobody tries again to start a worker, while others are running, after one could not be started. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

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
    private final Deque<ProcessTask<?>> queue = new ArrayDeque<>();
    private final List<Worker> workers = new ArrayList<>(); // from their start to their end
    private final Deque<Worker> idle = new ArrayDeque<>(); // the one that was busy last is at the end
    private final Pace pace = new Pace();
    private int starting; // workers that are not connected yet
    private int started;
    private long noStartBefore = System.nanoTime();
    private @Nullable BrokenProcessPoolException broken; // by its initializer

    /** {@code whenTerminated} may be called more than once, and not under the lock. */
    WorkerPool(PoolSettings settings, Runnable whenTerminated) {
        this.settings = settings;
        this.whenTerminated = whenTerminated;
    }

    /** Starts as many workers as are to be there always. */
    void startMinimum() {
        lock.lock();
        try {
            while (workers.size() < settings.minWorkers()) {
                startWorker();
            }
        } finally {
            lock.unlock();
        }
    }

    // ---- tasks come in

    void submit(ProcessTask<?> task) {
        Worker worker;
        Dispatch dispatch;
        lock.lock();
        try {
            rejectUnlessRunning();
            worker = idle.pollLast();
            if (worker == null) {
                queue.addLast(task);
                startWorkers();
                return;
            }
            worker.lent = true;
            dispatch = assign(task, worker);
        } finally {
            lock.unlock();
        }
        worker.sendDirectly(dispatch);
    }

    private void rejectUnlessRunning() {
        if (broken != null) {
            throw new RejectedExecutionException("This process pool is broken: " + broken.getMessage(), broken);
        }
        if (state != State.RUNNING) {
            throw new RejectedExecutionException(
                    "This process pool has been shut down. Submit before close() or shutdown(), or make another pool.");
        }
    }

    /** The submitter that a worker was lent to has finished with it, but its thread must send {@code unsent}, if not null. */
    void giveBack(Worker worker, @Nullable ProcessTask<?> unsent) {
        lock.lock();
        try {
            worker.lent = false;
            worker.unsent = unsent;
            returned.signalAll();
            if (!worker.passedOver && !worker.sent.isEmpty() && unsent == null) {
                return;
            }
            worker.passedOver = false;
        } finally {
            lock.unlock();
        }
        worker.wakeup();
    }

    // ---- tasks go out

    private Dispatch assign(ProcessTask<?> task, Worker worker) {
        if (worker.sent.isEmpty()) {
            worker.headSince = System.nanoTime();
            idle.remove(worker);
        }
        task.worker = worker;
        task.sequence = ++worker.sequence;
        task.ahead = !worker.sent.isEmpty();
        worker.sent.addLast(task);
        return new Dispatch(task, task.sequence, worker.epoch, task.ahead);
    }

    /** Whether short tasks are on their way, so that it is worth it to send some ahead. */
    boolean isFast() {
        lock.lock();
        try {
            return pace.depth() > 1 && !queue.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The tasks that {@code worker} is to be sent now, already assigned to it. Called by its thread. */
    List<Dispatch> next(Worker worker) {
        lock.lock();
        try {
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
                return List.of(new Dispatch(unsent, unsent.sequence, worker.epoch, unsent.ahead));
            }
            return fill(worker);
        } finally {
            lock.unlock();
        }
    }

    boolean isRetiring(Worker worker) {
        lock.lock();
        try {
            return worker.state == Worker.State.RETIRING;
        } finally {
            lock.unlock();
        }
    }

    void setClaims(Worker worker, Claims claims) {
        lock.lock();
        try {
            worker.claims = claims;
        } finally {
            lock.unlock();
        }
    }

    private List<Dispatch> fill(Worker worker) {
        int depth = worker.claims == null ? 1 : pace.depth();
        int room = worker.sent.size() > depth / 2 ? 0 : depth - worker.sent.size();
        if (settings.maxTasksPerWorker() > 0) {
            room = Math.min(room, settings.maxTasksPerWorker() - worker.sequence);
        }
        List<Dispatch> taken = new ArrayList<>();
        while (taken.size() < room) {
            ProcessTask<?> task = queue.pollFirst();
            if (task == null) {
                break;
            }
            if (task.isDone()) {
                continue; // cancelled
            }
            if (task.isLong && !worker.sent.isEmpty()) {
                queue.addFirst(task);
                break;
            }
            taken.add(assign(task, worker));
            if (task.isLong) {
                break;
            }
        }
        if (worker.sent.isEmpty() && !steal()) {
            rest(worker);
        }
        return taken.isEmpty() && worker.sent.isEmpty() && !queue.isEmpty() && worker.state == Worker.State.RUNNING
                ? fill(worker)
                : taken;
    }

    /** The worker has nothing to do. */
    private void rest(Worker worker) {
        boolean isUsedUp = settings.maxTasksPerWorker() > 0 && worker.sequence >= settings.maxTasksPerWorker();
        if (isUsedUp || (state != State.RUNNING && queue.isEmpty() && !someAreAhead())) {
            worker.state = Worker.State.RETIRING;
            idle.remove(worker);
        } else if (!idle.contains(worker)) {
            idle.addLast(worker);
        }
    }

    /** Takes tasks back that wait behind one that takes longer than was to be expected. */
    private boolean steal() {
        long now = System.nanoTime();
        for (Worker worker : workers) {
            if (worker.sent.size() > 1 && now - worker.headSince > Pace.HORIZON_NANOS && !worker.lent) {
                if (takeBack(worker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean someAreAhead() {
        for (Worker worker : workers) {
            if (worker.sent.size() > 1) {
                return true;
            }
        }
        return false;
    }

    /** Puts what {@code worker} has been sent but has not begun back at the head of the queue. */
    private boolean takeBack(Worker worker) {
        int begun = worker.revoke();
        boolean some = false;
        while (!worker.sent.isEmpty() && !Worker.hasBegun(worker.sent.getLast(), begun)) {
            unassign(worker.sent.removeLast());
            some = true;
        }
        return some;
    }

    /** There may be something for them in the queue again. */
    private void wakeIdle() {
        if (!queue.isEmpty()) {
            idle.forEach(Worker::wakeup);
        }
    }

    private void unassign(ProcessTask<?> task) {
        task.worker = null;
        if (!task.isDone()) {
            queue.addFirst(task);
        }
    }

    /** How long the thread of {@code worker} may wait; 0 for ever. */
    long patienceNanos(Worker worker) {
        lock.lock();
        try {
            long patience = 0;
            long since = System.nanoTime() - worker.headSince;
            if (worker.sent.isEmpty()) {
                if (someAreAhead()) {
                    patience = 2 * Pace.HORIZON_NANOS;
                } else if (settings.idleTimeout() != null && staying() > settings.minWorkers()) {
                    patience = Math.max(1, settings.idleTimeout().toNanos() - since);
                }
            } else if (settings.taskTimeout() != null) {
                patience = Math.max(1, settings.taskTimeout().toNanos() - since);
            }
            return patience;
        } finally {
            lock.unlock();
        }
    }

    private int staying() {
        int count = 0;
        for (Worker worker : workers) {
            if (worker.state == Worker.State.STARTING || worker.state == Worker.State.RUNNING) {
                count++;
            }
        }
        return count;
    }

    /** The thread of {@code worker} has waited long enough: looks whether its process must end. */
    @Nullable
    ProcessTask<?> overdue(Worker worker) {
        lock.lock();
        try {
            long since = System.nanoTime() - worker.headSince;
            if (worker.sent.isEmpty()) {
                if (settings.idleTimeout() != null
                        && since >= settings.idleTimeout().toNanos()
                        && staying() > settings.minWorkers()
                        && idle.remove(worker)) {
                    worker.state = Worker.State.RETIRING;
                }
                return null;
            }
            return settings.taskTimeout() != null
                            && since >= settings.taskTimeout().toNanos()
                    ? worker.sent.getFirst()
                    : null;
        } finally {
            lock.unlock();
        }
    }

    // ---- tasks come back

    /** The oldest task that was sent to {@code worker} has been answered. */
    ProcessTask<?> answered(Worker worker) {
        lock.lock();
        try {
            ProcessTask<?> task = worker.sent.removeFirst();
            task.worker = null;
            long now = System.nanoTime();
            pace.record(now - worker.headSince);
            worker.headSince = now;
            return task;
        } finally {
            lock.unlock();
        }
    }

    /** A task could not be serialised, so it was never sent. */
    void forget(Worker worker, ProcessTask<?> task) {
        lock.lock();
        try {
            worker.sent.remove(task);
            task.worker = null;
        } finally {
            lock.unlock();
        }
    }

    /** These have not been sent after all. */
    void takeBackUnsent(Worker worker, List<Dispatch> dispatches) {
        lock.lock();
        try {
            for (int i = dispatches.size() - 1; i >= 0; i--) {
                Dispatch dispatch = dispatches.get(i);
                ProcessTask<?> task = dispatch.task();
                if (task.worker == worker && task.sequence == dispatch.sequence()) {
                    worker.sent.remove(task);
                    unassign(task);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** A task has been cancelled, or has taken too long: ends the worker that runs it, if that is wished. */
    void drop(ProcessTask<?> task, boolean mayKill) {
        Worker worker;
        boolean kills = false;
        lock.lock();
        try {
            worker = task.worker;
            if (worker == null) {
                return; // in the queue, where it will be passed over, or answered
            }
            if (worker.unsent == task) {
                worker.unsent = null;
                worker.sent.remove(task);
                task.worker = null;
            } else {
                boolean unused = takeBack(worker);
                kills = mayKill && task.worker == worker;
            }
            if (kills) {
                worker.state = Worker.State.ENDING;
            }
            wakeIdle();
        } finally {
            lock.unlock();
        }
        if (kills) {
            worker.kill();
        } else {
            worker.wakeup();
        }
    }

    // ---- workers come and go

    private void startWorkers() {
        int wanted = Math.min(queue.size() - starting - idle.size(), settings.maxWorkers() - workers.size());
        boolean maySoon = workers.isEmpty() || System.nanoTime() - noStartBefore >= 0;
        for (int i = 0; i < wanted && maySoon; i++) {
            startWorker();
        }
    }

    private void startWorker() {
        Worker worker = new Worker(this, ++started);
        worker.begin();
        workers.add(worker);
        starting++;
    }

    /** A worker is connected and initialised. Returns whether it is still wanted. */
    boolean connected(Worker worker) {
        lock.lock();
        try {
            starting--;
            worker.headSince = System.nanoTime();
            if (worker.state != Worker.State.STARTING) {
                return false;
            }
            worker.state = Worker.State.RUNNING;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A worker could not be started. */
    void failed(Worker worker, BrokenProcessPoolException failure, boolean forGood) {
        List<ProcessTask<?>> failing = new ArrayList<>();
        boolean isWanted;
        lock.lock();
        try {
            isWanted = worker.state == Worker.State.STARTING;
            starting--;
            noStartBefore = System.nanoTime() + PAUSE_NANOS;
            if (forGood) {
                broken = failure;
            }
            if (workers.size() == 1 || forGood) {
                failing.addAll(queue);
                queue.clear();
            }
        } finally {
            lock.unlock();
        }
        if (failing.isEmpty() && isWanted) {
            System.getLogger("dev.fermata").log(Level.WARNING, "A process pool lacks a worker.", failure);
        }
        failing.forEach(task -> task.completeExceptionally(failure));
        gone(worker);
    }

    /** A worker's process has ended. Returns the task that it was at, if any; the caller completes it. */
    @Nullable
    ProcessTask<?> ended(Worker worker) {
        lock.lock();
        try {
            worker.state = Worker.State.ENDED;
            idle.remove(worker);
            while (worker.lent) { // not for long, since the channel is closed
                returned.awaitUninterruptibly();
            }
            ProcessTask<?> unsent = worker.unsent;
            if (unsent != null) {
                worker.sent.remove(unsent);
                unassign(unsent);
            }
            boolean unused = takeBack(worker);
            ProcessTask<?> hit = worker.sent.pollFirst();
            if (hit != null) {
                hit.worker = null;
            }
            return hit;
        } finally {
            lock.unlock();
        }
    }

    /** There is nothing more to do for a worker. */
    void gone(Worker worker) {
        lock.lock();
        try {
            worker.state = Worker.State.ENDED;
            workers.remove(worker);
            startWorkers();
            wakeIdle();
        } finally {
            lock.unlock();
        }
        lookForEnd();
    }

    // ---- the end

    void shutdown() {
        List<Worker> all;
        lock.lock();
        try {
            if (state == State.RUNNING) {
                state = State.SHUTDOWN;
            }
            all = List.copyOf(workers);
        } finally {
            lock.unlock();
        }
        all.forEach(Worker::wakeup);
        lookForEnd();
    }

    List<ProcessTask<?>> shutdownNow() {
        List<ProcessTask<?>> waiting;
        List<ProcessTask<?>> running = new ArrayList<>();
        List<Worker> all;
        lock.lock();
        try {
            if (state == State.RUNNING) {
                state = State.SHUTDOWN;
            }
            for (Worker worker : workers) {
                boolean unused = takeBack(worker);
                running.addAll(worker.sent);
                worker.state = Worker.State.ENDING;
            }
            waiting = new ArrayList<>(queue);
            waiting.removeIf(ProcessTask::isDone);
            queue.clear();
            idle.clear();
            all = List.copyOf(workers);
        } finally {
            lock.unlock();
        }
        all.forEach(Worker::kill);
        running.forEach(task -> task.cancel(true));
        waiting.forEach(task -> task.cancel(true));
        lookForEnd();
        return waiting;
    }

    private void lookForEnd() {
        lock.lock();
        try {
            if (state != State.SHUTDOWN || !workers.isEmpty() || !queue.isEmpty()) {
                return;
            }
            state = State.TERMINATED;
        } finally {
            lock.unlock();
        }
        whenTerminated.run();
        lock.lock();
        try {
            terminated.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isShutdown() {
        lock.lock();
        try {
            return state != State.RUNNING;
        } finally {
            lock.unlock();
        }
    }

    boolean isTerminated() {
        lock.lock();
        try {
            return state == State.TERMINATED;
        } finally {
            lock.unlock();
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
