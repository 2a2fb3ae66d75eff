package dev.fermata.concurrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Ends the workers that are at a task for too long. On a thread of its own: that of a worker may be in the middle of sending a
 * long task or receiving a long value, which the worker keeps waiting, or which is held up by code that belongs to it.
 */
final class TimeLimit {
    private final long nanos; // 0 for none
    private final ReentrantLock lock; // the pool's
    private final Condition changed;
    private final Thread thread = new Thread(this::run, "fermata-time-limit");

    // Guard of all that follows: lock.
    private final Workforce workforce;
    private final TaskQueue queue;
    private boolean isStarted;
    private boolean isResting; // because no worker is at a task
    private boolean isOver;

    TimeLimit(@Nullable Duration limit, ReentrantLock lock, Workforce workforce, TaskQueue queue) {
        this.nanos = limit == null ? 0 : limit.toNanos();
        this.lock = lock;
        this.changed = lock.newCondition();
        this.workforce = workforce;
        this.queue = queue;
        thread.setDaemon(true);
    }

    /** A worker may have been given a task. */
    void begun() {
        if (nanos > 0 && !isStarted) {
            isStarted = true;
            thread.start();
        } else if (isResting) {
            changed.signal();
        }
    }

    /** There will be no more tasks. */
    void end() {
        isOver = true;
        changed.signal();
    }

    // ---- its thread

    private record Late(Worker worker, ProcessTask<?> task) {}

    private void run() {
        for (List<Late> late = await(); !late.isEmpty(); late = await()) {
            late.forEach(it -> it.worker().endLate(it.task()));
        }
    }

    /** Waits for tasks that take too long; their workers get nothing more. Returns none when the pool has ended. */
    private List<Late> await() {
        List<Late> late = new ArrayList<>();
        lock.lock();
        try {
            long left = find(late);
            while (late.isEmpty() && !isOver) {
                if (left < Long.MAX_VALUE) {
                    long unused = changed.awaitNanos(left);
                } else {
                    isResting = true;
                    changed.awaitUninterruptibly();
                    isResting = false;
                }
                left = find(late);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("this thread is nobody else's", e);
        } finally {
            lock.unlock();
        }
        return late;
    }

    /** Collects what is late; returns how long the others have, at least. What begins after this has no less. */
    private long find(List<Late> late) {
        long now = System.nanoTime();
        long least = Long.MAX_VALUE;
        for (Worker worker : workforce.all()) {
            ProcessTask<?> first = worker.sent.peekFirst();
            if (first == null || worker.state != Worker.State.RUNNING) {
                continue;
            }
            long left = nanos - (now - worker.headSince);
            if (left <= 0 && isAt(worker, first)) {
                worker.state = Worker.State.ENDING;
                worker.late = first;
                late.add(new Late(worker, first));
            } else {
                least = Math.min(least, left <= 0 ? nanos : left);
            }
        }
        return least;
    }

    /** Whether {@code worker} is at its first task; else that has not been sent, or its answer is on the way. */
    private boolean isAt(Worker worker, ProcessTask<?> first) {
        if (worker.unsent != null) {
            return false;
        }
        if (queue.takeBack(worker)) {
            workforce.wakeIdle();
        }
        return worker.sent.peekLast() == first;
    }
}
