package dev.fermata.concurrent;

import dev.fermata.internal.Log;
import dev.fermata.internal.Sneaky;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in worker processes: JVMs of their own, started on the class path of this one, with its agents and options.
 *
 * <pre>{@code
 * try (ProcessPoolExecutor pool = new ProcessPoolExecutor(4)) {
 *     Future<Long> sum = pool.submit(() -> sumOfSquares(10_000_000));
 *     for (int length : pool.map(text -> text.length(), texts)) { ... }
 * }
 * }</pre>
 *
 * <p>A task, what it captures, and its value travel by Java serialisation. A lambda written where a method of this class takes
 * one is serialisable by itself. Everything else must be {@link Serializable}; a task that is not is refused with a message
 * that names the class and the way to it. A task is serialised when a worker takes it, which may be later than
 * {@code submit}: do not change what it holds until it is done.
 *
 * <p>Tasks begin in the order in which they were submitted, except that tasks which have lately taken some microseconds are
 * sent ahead to the workers by the dozen. What a task prints appears in this process, by whole lines, before its value does.
 *
 * <p>A task that throws fails its future with the same exception; the last of its causes is a {@link RemoteFailure}. A worker
 * that dies fails the one task that it ran, with a {@link BrokenProcessPoolException}, and is replaced.
 * {@linkplain Future#cancel Cancelling} a task that runs ends its worker, which is replaced too. Workers end with this
 * process, however it ends; waiting workers do not keep it alive.
 *
 * <p>All methods may be called on any thread. Functions that are attached to the futures run on the thread that talks to the
 * worker: they must be short, or use the {@code Async} methods.
 *
 * @see <a href="https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor">
 *     concurrent.futures.ProcessPoolExecutor</a>
 */
public final class ProcessPoolExecutor implements ExecutorService, AutoCloseable {
    private final WorkerPool pool;
    private final UnseenFailures unseen = new UnseenFailures();

    /** Makes a pool with as many workers as there are cores. They start when they are needed. */
    public ProcessPoolExecutor() {
        this(builder().settings());
    }

    /**
     * Makes a pool. Its workers start when they are needed.
     *
     * @param maxWorkers how many processes there may be at a time
     * @throws IllegalArgumentException if that is less than 1
     */
    public ProcessPoolExecutor(int maxWorkers) {
        this(builder().maxWorkers(maxWorkers).settings());
    }

    ProcessPoolExecutor(PoolSettings settings) {
        pool = new WorkerPool(settings, unseen::log);
        pool.startMinimum();
    }

    /**
     * Begins to describe a pool.
     *
     * @return a builder with the defaults
     */
    public static ProcessPoolBuilder builder() {
        return new ProcessPoolBuilder();
    }

    // ---- one task

    /**
     * Submits a task; chosen by itself for a lambda with a value.
     *
     * @param task called in a worker
     * @param <T> the type of its value
     * @return its value; also a {@link java.util.concurrent.CompletionStage}
     * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down, or its initializer has failed
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(SerializableCallable<T> task) {
        return start(task);
    }

    /**
     * Submits a task; chosen by itself for a lambda without a value.
     *
     * @param task called in a worker
     * @return null when it is done
     * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down, or its initializer has failed
     */
    public CompletableFuture<Void> submit(SerializableRunnable task) {
        return start(RunnableTask.of(task));
    }

    /**
     * Submits a task; chosen by itself for a lambda without a value.
     *
     * @param task called in a worker
     * @param result serialisable, for it goes to the worker and back
     * @param <T> the type of the result
     * @return the result when the task is done
     * @throws java.util.concurrent.RejectedExecutionException if the pool is shut down, or its initializer has failed
     */
    public <T extends @Nullable Object> CompletableFuture<T> submit(SerializableRunnable task, T result) {
        return start(new RunnableTask<>(task, result));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the task is not serialisable
     */
    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Callable<T> task) {
        return start(serializable(task));
    }

    @Override
    public CompletableFuture<?> submit(Runnable task) {
        return start(RunnableTask.of(serializable(task)));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Runnable task, T result) {
        return start(new RunnableTask<>(serializable(task), result));
    }

    /**
     * Runs a task; chosen by itself for a lambda.
     *
     * @param task called in a worker; what it throws is logged
     */
    public void execute(SerializableRunnable task) {
        var unused = start(RunnableTask.of(task)).whenComplete((nothing, failure) -> {
            if (failure != null && !(failure instanceof CancellationException)) { // by shutdownNow, whose caller knows
                Log.LOGGER.log(Level.ERROR, "A task given to execute has failed in a worker process.", failure);
            }
        });
    }

    @Override
    public void execute(Runnable task) {
        Runnable checked = serializable(task);
        execute((SerializableRunnable) checked::run);
    }

    /**
     * Calls a task in a worker and waits for its value.
     *
     * @param task what it throws is thrown here, as it is
     * @param <T> the type of its value
     * @return its value
     * @throws InterruptedException if this thread is interrupted; the task is cancelled
     * @see <a href="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.pool.Pool.apply">Pool.apply</a>
     */
    public <T extends @Nullable Object> T apply(SerializableCallable<T> task) throws InterruptedException {
        CompletableFuture<T> future = start(task);
        try {
            return future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw Sneaky.rethrow(cause == null ? e : cause);
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    /**
     * Calls a function in a worker and waits for its value.
     *
     * @param function what it throws is thrown here, as it is
     * @param argument for it
     * @param <T> the type of the argument
     * @param <R> the type of the value
     * @return its value
     * @throws InterruptedException if this thread is interrupted; the task is cancelled
     */
    public <T extends @Nullable Object, R extends @Nullable Object> R apply(
            SerializableFunction<T, R> function, T argument) throws InterruptedException {
        return apply(() -> function.apply(argument));
    }

    /**
     * Calls a task in a worker.
     *
     * @param task called in a worker
     * @param <T> the type of its value
     * @return its value
     */
    public <T extends @Nullable Object> CompletableFuture<T> applyAsync(SerializableCallable<T> task) {
        return start(task);
    }

    /**
     * Calls a function in a worker.
     *
     * @param function called in a worker
     * @param argument for it
     * @param <T> the type of the argument
     * @param <R> the type of the value
     * @return its value
     */
    public <T extends @Nullable Object, R extends @Nullable Object> CompletableFuture<R> applyAsync(
            SerializableFunction<T, R> function, T argument) {
        return start(() -> function.apply(argument));
    }

    private <T extends @Nullable Object> ProcessTask<T> start(SerializableCallable<T> task) {
        return start((Callable<T>) Objects.requireNonNull(task, "task"));
    }

    private <T extends @Nullable Object> ProcessTask<T> start(Callable<T> task) {
        ProcessTask<T> started = new ProcessTask<>(pool, task);
        pool.submit(started);
        return started;
    }

    private static <T> T serializable(T task) {
        if (!(Objects.requireNonNull(task, "task") instanceof Serializable)) {
            throw new IllegalArgumentException("The task " + task
                    + " is not java.io.Serializable, so it cannot go to a worker process. Write the lambda in the call"
                    + " itself, or give its variable the type SerializableCallable or SerializableRunnable, or let its"
                    + " class implement one of them.");
        }
        return task;
    }

    // ---- many tasks

    /**
     * Calls a function for each of the items, one task for each.
     *
     * @param function called in workers
     * @param items all read now
     * @param <T> the type of the items
     * @param <R> the type of the values
     * @return the values, in the order of the items, as soon as each is there and those before it
     */
    public <T extends @Nullable Object, R extends @Nullable Object> MapResults<R> map(
            SerializableFunction<T, R> function, Iterable<? extends T> items) {
        return map(function, items, 1);
    }

    /**
     * Calls a function for each of the items, several of them in a task. If their worker dies, all items of the task fail.
     *
     * @param function called in workers
     * @param items all read now
     * @param chunkSize how many items a task has
     * @param <T> the type of the items
     * @param <R> the type of the values
     * @return the values, in the order of the items, as soon as each is there and those before it
     * @throws IllegalArgumentException if {@code chunkSize} is less than 1
     */
    public <T extends @Nullable Object, R extends @Nullable Object> MapResults<R> map(
            SerializableFunction<T, R> function, Iterable<? extends T> items, int chunkSize) {
        return new MapResults<>(chunks(function, items, chunkSize), true, unseen, pool.settings);
    }

    /**
     * Calls a function for each of the items, one task for each.
     *
     * @param function called in workers
     * @param items all read now
     * @param <T> the type of the items
     * @param <R> the type of the values
     * @return the values, in the order in which they come in
     */
    public <T extends @Nullable Object, R extends @Nullable Object> MapResults<R> mapAsCompleted(
            SerializableFunction<T, R> function, Iterable<? extends T> items) {
        return mapAsCompleted(function, items, 1);
    }

    /**
     * Calls a function for each of the items, several of them in a task. If their worker dies, all items of the task fail.
     *
     * @param function called in workers
     * @param items all read now
     * @param chunkSize how many items a task has
     * @param <T> the type of the items
     * @param <R> the type of the values
     * @return the values, in the order in which they come in
     * @throws IllegalArgumentException if {@code chunkSize} is less than 1
     */
    public <T extends @Nullable Object, R extends @Nullable Object> MapResults<R> mapAsCompleted(
            SerializableFunction<T, R> function, Iterable<? extends T> items, int chunkSize) {
        return new MapResults<>(chunks(function, items, chunkSize), false, unseen, pool.settings);
    }

    private <T extends @Nullable Object, R extends @Nullable Object> List<ProcessTask<List<Outcome<R>>>> chunks(
            SerializableFunction<T, R> function, Iterable<? extends T> items, int chunkSize) {
        List<ProcessTask<List<Outcome<R>>>> tasks = new ArrayList<>();
        for (MapChunk<T, R> chunk : MapChunk.of(function, items, chunkSize)) {
            tasks.add(start((Callable<List<Outcome<R>>>) chunk));
        }
        return tasks;
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
            throws InterruptedException {
        return Invocation.all(this, tasks, Long.MAX_VALUE);
    }

    @Override
    public <T extends @Nullable Object> List<Future<T>> invokeAll(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit) throws InterruptedException {
        return Invocation.all(this, tasks, unit.toNanos(timeout));
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(Collection<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException {
        try {
            return Invocation.any(this, tasks, Long.MAX_VALUE);
        } catch (TimeoutException e) {
            throw new AssertionError("after 292 years", e);
        }
    }

    @Override
    public <T extends @Nullable Object> T invokeAny(
            Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Invocation.any(this, tasks, unit.toNanos(timeout));
    }

    // ---- the end

    /** Takes no more tasks. Those that are submitted are run; each worker ends when there is nothing left for it. */
    @Override
    public void shutdown() {
        pool.shutdown();
    }

    /**
     * Takes no more tasks, cancels all, and kills the workers.
     *
     * @return the tasks that had not begun, for information: their futures are cancelled, and running them does nothing
     */
    @Override
    public List<Runnable> shutdownNow() {
        return new ArrayList<>(pool.shutdownNow());
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    /** {@inheritDoc} Then the worker processes have ended too. */
    @Override
    public boolean isTerminated() {
        return pool.isTerminated();
    }

    /**
     * {@inheritDoc} Then the worker processes have ended too.
     *
     * @throws IllegalStateException if a function calls this that is attached to a future of this pool, and runs on a thread
     *     that would have to end too
     */
    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        pool.checkMayWait();
        return pool.awaitTermination(unit.toNanos(timeout));
    }

    /**
     * Shuts the pool down and waits until all tasks are done and all worker processes have ended. If this thread is
     * interrupted, the rest is cancelled by {@link #shutdownNow}.
     *
     * <p>Failures in the results of {@link #map} and {@link #mapAsCompleted} that nobody has seen are thrown now, as they
     * are: the first one, with the others as suppressed exceptions.
     *
     * @throws IllegalStateException if a function calls this that is attached to a future of this pool, and runs on a thread
     *     that would have to end too
     */
    @Override
    public void close() {
        pool.checkMayWait();
        unseen.keep();
        boolean terminated = isTerminated();
        boolean interrupted = false;
        shutdown();
        while (!terminated) {
            try {
                terminated = awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
                var unused = shutdownNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        unseen.rethrow();
    }
}
