package dev.fermata.concurrent;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A task of a pool, and the future of its value. */
final class ProcessTask<T extends @Nullable Object> extends CompletableFuture<T> implements Runnable {
    final Callable<T> callable;
    private final WorkerPool pool;

    // QUEUED (worker is null) -> SENT (worker has it) -> done
    //        ^------------------- taken back before it was begun
    @Nullable
    Worker worker; // guard: the pool's lock

    int sequence; // of those sent to that worker; guard: the pool's lock
    boolean ahead; // whether it must be claimed; guard: the pool's lock

    /** Whether it is known to be longer than a frame, so that it travels alone. */
    volatile boolean isLong;

    ProcessTask(WorkerPool pool, Callable<T> callable) {
        this.pool = pool;
        this.callable = callable;
    }

    /**
     * Cancels: a task that no worker has begun will not be begun.
     *
     * @param mayInterruptIfRunning whether the worker is ended if it has begun; else it finishes, and the value is dropped
     */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            pool.drop(this, mayInterruptIfRunning);
        }
        return cancelled;
    }

    /** Nothing: this is for the list that {@code shutdownNow} returns, and its tasks are cancelled. */
    @Override
    public void run() {}

    @SuppressWarnings("unchecked")
    void succeed(@Nullable Object value) {
        boolean unused = complete((T) value);
    }
}
