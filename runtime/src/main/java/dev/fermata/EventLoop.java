package dev.fermata;

import dev.fermata.concurrent.SerializableCallable;
import dev.fermata.internal.LoopAccess;
import dev.fermata.internal.Timekeeper;
import dev.fermata.woven.Leftovers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks, one at a time, on the thread that calls {@link #runForever} or {@link #runUntilComplete}.
 *
 * <p>A loop goes round in turns. A turn moves every timer that is due to the ready queue and then runs what was ready when
 * it began, first come, first served; what that adds runs in the next turn. When nothing is ready, the thread sleeps until
 * the first deadline, or until another thread hands something over.
 *
 * <p>A loop has no lock on its way: it belongs to the thread that runs it, and its methods are for that thread, or for any
 * while it does not run. {@link #callSoonThreadSafe} is the door for others. Interrupting the loop's thread cancels what
 * {@link #runUntilComplete} waits for, and stops {@link #runForever}; the thread is still interrupted afterwards.
 *
 * <p>Most programs need no more than {@link Asyncio#run}.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html">asyncio: Event Loop</a>
 */
public final class EventLoop extends Supervision implements AutoCloseable {
    /** What is told of errors that nobody waits for. */
    @FunctionalInterface
    public interface ExceptionHandler {
        /**
         * Is told of an error. Called on the loop's thread.
         *
         * @param loop whose it is
         * @param context what happened
         */
        void handle(EventLoop loop, ExceptionContext context);
    }

    // All fields without a word about it: guard is the owner, as LoopThread says.

    private final @Nullable RandomGenerator order; // in which what is ready runs; null for first come, first served
    final Unretrieved.Registry unretrieved = new Unretrieved.Registry(this);
    final Executors executors = new Executors(this);
    private boolean stopping;
    private boolean interrupted;

    /** What {@link #runUntilComplete} waits for. */
    private @Nullable Future<?> awaited;

    private long turns;

    /** The task whose step is under way. */
    @Nullable
    Task<?> current;

    /** How many calls run on other threads, and will be handed over. */
    int outside;

    static {
        LoopAccess.set(new LoopFriend());
    }

    EventLoop(Timekeeper time, @Nullable RandomGenerator order) {
        super(time);
        this.order = order;
        this.debug = DebugMode.BY_DEFAULT ? new DebugMode(this) : null;
    }

    /**
     * Makes a loop. It must be closed.
     *
     * @return a loop that does not run yet
     */
    public static EventLoop create() {
        return new EventLoop(Timekeeper.SYSTEM, null);
    }

    /**
     * The loop that runs on this thread.
     *
     * @return the loop
     * @throws IllegalStateException if there is none
     */
    public static EventLoop running() {
        EventLoop loop = runningOrNull();
        if (loop == null) {
            throw new IllegalStateException(
                    "no running event loop on thread " + Thread.currentThread().getName()
                            + ". Call this from a coroutine or a callback, and start the first coroutine with Asyncio.run.");
        }
        return loop;
    }

    /**
     * The loop that runs on this thread, if any.
     *
     * @return the loop, or null
     */
    public static @Nullable EventLoop runningOrNull() {
        return Strand.current().loop;
    }

    // ---- running

    /**
     * Runs until {@code awaitable} is done.
     *
     * @param awaitable a coroutine, which becomes a task, or a future of this loop
     * @param <T> the type of the value
     * @return its value; if it fails, what is thrown is its exception, as it is
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if a loop is running on this thread, if this one is running or closed, or if it is
     *     stopped before {@code awaitable} is done
     */
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> awaitable) {
        thread.requireStopped();
        Future<T> future = ensureFuture(awaitable);
        StopWhenDone stop = new StopWhenDone();
        future.addDoneCallback(stop);
        awaited = future;
        try {
            runForever();
        } finally {
            awaited = null;
            future.removeDoneCallback(stop);
        }
        if (!future.isDone()) {
            throw new IllegalStateException("the event loop was stopped before it was done: " + future);
        }
        return future.result();
    }

    // A class, as all here that a small program needs: the first lambda of a program costs as much as the loop.
    private final class StopWhenDone implements Consumer<Future<?>> {
        @Override
        public void accept(Future<?> done) {
            stop();
        }
    }

    /**
     * Runs until {@link #stop} is called.
     *
     * @throws IllegalStateException if a loop is running on this thread, or if this one is running or closed
     */
    public void runForever() {
        Strand here = Strand.current();
        Context outer = here.context;
        thread.enter();
        strand = here;
        here.enter(this);
        try {
            do {
                turn();
            } while (!stopping);
        } finally {
            here.leave(outer);
            synchronized (thread.lock) {
                stopping = false;
                strand = null;
                thread.leave();
            }
            if (interrupted) {
                interrupted = false;
                Thread.currentThread().interrupt();
            }
        }
    }

    private void turn() {
        turns++;
        if (Thread.interrupted()) {
            interrupted();
        }
        timers.prune();
        if (ready.size() == 0 && !stopping && thread.inbox.isEmpty()) {
            time.idle(thread.inbox, timers.nextDeadline(), outside);
        }
        thread.drain();
        unretrieved.poll();
        if (timers.size() > 0) {
            long now = time.nanoTime();
            for (Object due = timers.pollDue(now); due != null; due = timers.pollDue(now)) {
                ready.add(due);
            }
        }
        if (order != null) {
            ready.shuffle(order);
        }
        for (int left = ready.size(); left > 0; left--) {
            if (debug == null) {
                run(ready.remove());
            } else {
                debug.run(ready.remove());
            }
        }
        leaveTask();
    }

    /** Ends the run, as asyncio's does on Ctrl-C. */
    private void interrupted() {
        interrupted = true;
        if (awaited == null) {
            stopping = true;
        } else {
            awaited.cancel("interrupted");
        }
    }

    void run(Object entry) {
        if (entry instanceof Task<?> task) {
            task.step();
            return;
        }
        leaveTask();
        if (entry instanceof Handle handle) {
            handle.run();
        } else {
            ((SleepTimer<?>) entry).run();
        }
    }

    /** Notes that no step is under way. Not after each step, as the next one mostly follows at once. */
    private void leaveTask() {
        current = null;
        strand().context = null;
    }

    /**
     * Ends {@link #runForever} after the present turn; or, before it is called, after one turn.
     *
     * @throws IllegalStateException as for {@link #callSoon}
     */
    public void stop() {
        synchronized (thread.lock) {
            thread.requireOwner();
            stopping = true;
        }
    }

    /**
     * Whether a thread runs this loop.
     *
     * @return whether {@link #runForever} or {@link #runUntilComplete} is under way
     */
    public boolean isRunning() {
        return thread.thread() != null;
    }

    /**
     * Drops all that has not run, and refuses what comes. Does nothing if it is closed.
     *
     * @throws IllegalStateException if it is running
     */
    @Override
    public void close() {
        synchronized (thread.lock) {
            if (!thread.close()) {
                return;
            }
            ready.close();
            timers.clear();
            tasks.clear();
            Leftovers.take(this);
            unretrieved.close();
            executors.close();
            if (debug != null) {
                debug.close();
            }
        }
    }

    /**
     * Whether it was closed.
     *
     * @return true after {@link #close}
     */
    public boolean isClosed() {
        return thread.isClosed();
    }

    /**
     * How often the loop has gone round. For the loop's thread, or while it does not run.
     *
     * @return the number of the present turn, from 1 on; of the last one if it does not run
     */
    public long turns() {
        return turns;
    }

    @Override
    EventLoop self() {
        return this;
    }

    // ---- futures and tasks

    /**
     * Makes a future that somebody will complete, on any thread.
     *
     * @param <T> the type of the value
     * @return a pending future of this loop
     */
    public <T extends @Nullable Object> Future<T> createFuture() {
        Future<T> future = new Future<>(this);
        noteMade(future);
        return future;
    }

    /**
     * Makes a task of a coroutine.
     *
     * @param coroutine not started
     * @param <T> the type of its value
     * @return a task, whose body begins in the next turn
     * @throws IllegalStateException as for {@link #callSoon}
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null, null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name.
     *
     * @param coroutine not started
     * @param name for messages
     * @param <T> the type of its value
     * @return a task, whose body begins in the next turn
     * @throws IllegalStateException as for {@link #callSoon}
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return createTask(coroutine, Objects.requireNonNull(name, "name"), null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name and a context.
     *
     * @param coroutine not started
     * @param name for messages; null for {@code Task-} and a number
     * @param context for its body to run in; null for a copy of the current one
     * @param <T> the type of its value
     * @return a task, whose body begins in the next turn
     * @throws IllegalStateException as for {@link #callSoon}
     */
    public <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
        Objects.requireNonNull(coroutine, "coroutine");
        Context own = context == null ? copyContext() : context;
        if (thread.isHere()) {
            return start(new Task<>(this, coroutine, name, own));
        }
        synchronized (thread.lock) {
            thread.requireOwner();
            return start(new Task<>(this, coroutine, name, own));
        }
    }

    private <T extends @Nullable Object> Task<T> start(Task<T> task) {
        noteMade(task);
        tasks.add(task);
        ready.add(task);
        return task;
    }

    /** A future of this loop itself, or the task of a coroutine. */
    <T extends @Nullable Object> Future<T> ensureFuture(Awaitable<T> awaitable) {
        if (awaitable instanceof Future<T> future) {
            if (future.loop != this) {
                throw new IllegalArgumentException(future + " belongs to another event loop");
            }
            return future;
        }
        return createTask((Coroutine<T>) awaitable);
    }

    /**
     * Closes the asynchronous generators that were started on this loop and have not ended. What closing them throws goes to
     * the exception handler.
     *
     * @return to be awaited
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.shutdown_asyncgens">asyncio:
     *     loop.shutdown_asyncgens</a>
     */
    public Coroutine<Void> shutdownAsyncGenerators() {
        return new GeneratorShutdown(this);
    }

    // ---- executors

    /**
     * Calls {@code callable} on a thread of {@code executor}, in an empty context.
     *
     * <p>Cancelling the future interrupts the thread, or withdraws a call that has not begun.
     *
     * <p>An executor service of another library may call in another process: it gets {@code callable} itself by its
     * {@code submit}, and may ask that it be serialisable. Cancelling the future then cancels the one that {@code submit} has
     * returned.
     *
     * <p>A call that the executor drops without a word is never done; {@link Asyncio#waitFor} limits the time. What
     * {@code ThreadPoolExecutor.shutdownNow} drops, it returns: these are futures, and cancelling them cancels the one here.
     *
     * @param executor of any kind; null for the default executor: a virtual thread for each call where the JDK has them,
     *     else a pool of as many threads as asyncio has, at most 32
     * @param callable what it throws is the future's exception, as it is
     * @param <T> the type of its value
     * @return the value
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses; whatever it throws is thrown as it is
     * @throws IllegalStateException if the loop is closed, or its default executor was shut down
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor">asyncio:
     *     loop.run_in_executor</a>
     */
    public <T extends @Nullable Object> Future<T> runInExecutor(@Nullable Executor executor, Callable<T> callable) {
        thread.requireOpen();
        return ExecutorCall.submit(this, executor == null ? executors.standard() : executor, callable);
    }

    /**
     * The same; chosen by itself for a lambda, which is then serialisable, so that the executor may be a
     * {@link dev.fermata.concurrent.ProcessPoolExecutor} or that of a cluster.
     *
     * @param executor of any kind; null for the default executor
     * @param callable what it throws is the future's exception, as it is
     * @param <T> the type of its value
     * @return the value; if the executor has processes for its threads, cancelling it ends the one that runs the call
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses
     */
    public <T extends @Nullable Object> Future<T> runInExecutor(
            @Nullable Executor executor, SerializableCallable<T> callable) {
        return runInExecutor(executor, (Callable<T>) callable);
    }

    /**
     * Sets the executor that is taken where none is named. It is shut down when the loop is closed. For the loop's thread, or
     * while it does not run.
     *
     * @param executor of any kind; the one before, if any, is left as it is
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.set_default_executor">asyncio:
     *     loop.set_default_executor</a>
     */
    public void setDefaultExecutor(ExecutorService executor) {
        executors.setStandard(executor);
    }

    /**
     * Refuses further calls on the default executor, and waits for those that run. If they take longer than {@code timeout},
     * their threads are interrupted and a warning is logged.
     *
     * @param timeout not longer than this; null for ever
     * @return to be awaited
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.shutdown_default_executor">asyncio:
     *     loop.shutdown_default_executor</a>
     */
    public Coroutine<Void> shutdownDefaultExecutor(@Nullable Duration timeout) {
        return executors.shutdown(timeout);
    }

    /** Whether it runs, and what it has to do. */
    @Override
    public String toString() {
        Thread running = thread.thread();
        return "EventLoop[" + (running != null ? "running on " + running.getName() : isClosed() ? "closed" : "stopped")
                + "]";
    }
}
