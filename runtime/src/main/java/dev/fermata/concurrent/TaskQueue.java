package dev.fermata.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The tasks that wait, and how they are handed to workers and taken back. Guard of everything: the pool's lock. */
final class TaskQueue {
    private final PoolSettings settings;
    private final Workforce workforce;
    private final Deque<ProcessTask<?>> waiting = new ArrayDeque<>();
    private final Pace pace = new Pace();

    TaskQueue(PoolSettings settings, Workforce workforce) {
        this.settings = settings;
        this.workforce = workforce;
    }

    void add(ProcessTask<?> task) {
        waiting.addLast(task);
    }

    int size() {
        return waiting.size();
    }

    List<ProcessTask<?>> drain() {
        List<ProcessTask<?>> all = new ArrayList<>(waiting);
        all.removeIf(ProcessTask::isDone);
        waiting.clear();
        return all;
    }

    /** Whether short tasks wait, so that it is worth it to send some ahead. */
    boolean isFast() {
        return pace.depth() > 1 && !waiting.isEmpty();
    }

    // ---- to workers

    Dispatch assign(ProcessTask<?> task, Worker worker) {
        if (worker.sent.isEmpty()) {
            worker.headSince = System.nanoTime();
            workforce.takeIdle(worker);
        }
        task.worker = worker;
        task.sequence = ++worker.sequence;
        task.ahead = !worker.sent.isEmpty();
        worker.sent.addLast(task);
        worker.assigned++;
        return new Dispatch(task, worker, task.sequence, worker.epoch, task.ahead);
    }

    /**
     * Assigns to a worker what it is to be sent now. If that is nothing and it is at nothing, it becomes idle, or retires.
     *
     * @param isClosing whether there will be no more tasks
     */
    List<Dispatch> fill(Worker worker, boolean isClosing) {
        List<Dispatch> taken = take(worker);
        if (!worker.sent.isEmpty()) {
            return taken;
        }
        if (isUsedUp(worker)) {
            worker.state = Worker.State.RETIRING;
        } else if (takeBackDelayed()) {
            workforce.wakeIdle();
            return fill(worker, isClosing);
        } else if (isClosing && waiting.isEmpty() && !workforce.someAreAhead()) {
            worker.state = Worker.State.RETIRING;
            workforce.takeIdle(worker);
        } else {
            workforce.rest(worker);
        }
        return taken;
    }

    private List<Dispatch> take(Worker worker) {
        int room = room(worker);
        List<Dispatch> taken = new ArrayList<>();
        while (taken.size() < room) {
            ProcessTask<?> task = waiting.pollFirst();
            if (task == null) {
                break;
            }
            if (task.isDone()) {
                continue; // cancelled
            }
            if (task.isLong && !worker.sent.isEmpty()) {
                waiting.addFirst(task);
                break;
            }
            taken.add(assign(task, worker));
            if (task.isLong) {
                break;
            }
        }
        return taken;
    }

    /** How many tasks the worker may be sent. It gets several at a time, and not one for each that it has finished. */
    private int room(Worker worker) {
        int depth = worker.claims == null ? 1 : pace.depth();
        int room = worker.sent.size() > depth / 2 ? 0 : depth - worker.sent.size();
        return settings.maxTasksPerWorker() == 0
                ? room
                : Math.min(room, settings.maxTasksPerWorker() - worker.assigned);
    }

    private boolean isUsedUp(Worker worker) {
        return settings.maxTasksPerWorker() > 0 && worker.assigned >= settings.maxTasksPerWorker();
    }

    // ---- back from workers

    /** The oldest task that was sent to {@code worker} has been answered. */
    ProcessTask<?> answered(Worker worker) {
        ProcessTask<?> task = worker.sent.removeFirst();
        task.worker = null;
        long now = System.nanoTime();
        pace.record(now - worker.headSince);
        worker.headSince = now;
        return task;
    }

    /** Takes tasks back that wait behind one that takes longer than was to be expected; returns whether there are any. */
    private boolean takeBackDelayed() {
        long now = System.nanoTime();
        for (Worker worker : workforce.all()) {
            if (worker.sent.size() > 1 && now - worker.headSince > Pace.HORIZON_NANOS && takeBack(worker)) {
                return true;
            }
        }
        return false;
    }

    /** Puts what {@code worker} has been sent but has not begun back at the head of the queue. */
    boolean takeBack(Worker worker) {
        int begun = worker.revoke();
        boolean some = false;
        while (!worker.sent.isEmpty() && !Worker.hasBegun(worker.sent.getLast(), begun)) {
            unassign(worker.sent.removeLast(), worker);
            some = true;
        }
        if (some && worker.sent.isEmpty()) {
            worker.wakeup(); // it is idle now, and nothing else would tell its thread
        }
        return some;
    }

    /** Takes back what has not been sent after all. */
    void takeBack(Worker worker, List<Dispatch> dispatches) {
        for (int i = dispatches.size() - 1; i >= 0; i--) {
            Dispatch dispatch = dispatches.get(i);
            ProcessTask<?> task = dispatch.task();
            if (task.worker == worker && task.sequence == dispatch.sequence()) {
                worker.sent.remove(task);
                unassign(task, worker);
            }
        }
    }

    private void unassign(ProcessTask<?> task, Worker worker) {
        task.worker = null;
        worker.assigned--;
        if (!task.isDone()) {
            waiting.addFirst(task);
        }
    }

    /** Takes back the task that {@code worker} should have sent by itself. */
    void takeBackUnsent(Worker worker) {
        ProcessTask<?> unsent = worker.unsent;
        if (unsent != null) {
            worker.unsent = null;
            worker.sent.remove(unsent);
            unassign(unsent, worker);
        }
    }

    /** A task could not be serialised: it is none any more. */
    void forget(Worker worker, ProcessTask<?> task) {
        if (task.worker == worker && worker.sent.remove(task)) {
            task.worker = null;
        }
    }
}
