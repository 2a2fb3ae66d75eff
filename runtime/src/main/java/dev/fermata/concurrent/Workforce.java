package dev.fermata.concurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The workers of a pool, from their start to their end. Guard of everything: the pool's lock. */
final class Workforce {
    /** How long nobody tries again to start a worker, while others are running, after one could not be started. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Something may have killed a worker as it started; but not so many, one after the other. */
    private static final int MOST_FAILURES = 3;

    private final WorkerPool pool;
    private final PoolSettings settings;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>(); // the one that was busy last is at the end
    private int starting; // workers that are not connected yet
    private int started;
    private int failures; // of starts, since the last one that succeeded
    private long noStartBefore = System.nanoTime();

    Workforce(WorkerPool pool, PoolSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    // ---- coming and going

    /** Starts as many as are to be there always. */
    void startMinimum() {
        while (workers.size() < settings.minWorkers()) {
            start();
        }
    }

    /** Starts as many as may be, and are needed for so many tasks. */
    void startFor(int tasks) {
        int wanted = Math.min(tasks - starting - idle.size(), settings.maxWorkers() - workers.size());
        boolean isTooSoon = !workers.isEmpty() && System.nanoTime() - noStartBefore < 0;
        for (int i = 0; i < wanted && !isTooSoon; i++) {
            start();
        }
    }

    private void start() {
        Worker worker = new Worker(pool, ++started);
        worker.begin();
        workers.add(worker);
        starting++;
    }

    /** A worker is connected and initialised. Returns whether it is still wanted. */
    boolean connected(Worker worker) {
        starting--;
        failures = 0;
        worker.headSince = System.nanoTime();
        if (worker.state != Worker.State.STARTING) {
            return false;
        }
        worker.state = Worker.State.RUNNING;
        return true;
    }

    /** A worker could not be started. Returns whether there is nothing to hope for. */
    boolean failed() {
        starting--;
        failures++;
        noStartBefore = System.nanoTime() + PAUSE_NANOS;
        return workers.size() == 1 && failures >= MOST_FAILURES;
    }

    void gone(Worker worker) {
        worker.state = Worker.State.ENDED;
        workers.remove(worker);
    }

    List<Worker> all() {
        return List.copyOf(workers);
    }

    boolean isEmpty() {
        return workers.isEmpty();
    }

    /** Whether there are more than must be there always. */
    boolean isPlenty() {
        int staying = 0;
        for (Worker worker : workers) {
            if (worker.state == Worker.State.STARTING || worker.state == Worker.State.RUNNING) {
                staying++;
            }
        }
        return staying > settings.minWorkers();
    }

    // ---- at work and idle

    void rest(Worker worker) {
        if (!idle.contains(worker)) {
            idle.addLast(worker);
        }
    }

    /** Takes the one that was busy last. */
    @Nullable
    Worker takeIdle() {
        return idle.pollLast();
    }

    /** Returns whether it was idle. */
    boolean takeIdle(Worker worker) {
        return idle.remove(worker);
    }

    void wakeIdle() {
        idle.forEach(Worker::wakeup);
    }

    /** Whether some worker has been sent tasks that it has not begun. */
    boolean someAreAhead() {
        for (Worker worker : workers) {
            if (worker.sent.size() > 1) {
                return true;
            }
        }
        return false;
    }
}
