package dev.fermata;

import dev.fermata.concurrent.SerializableCallable;
import dev.fermata.internal.Durations;
import dev.fermata.internal.NotWoven;
import dev.fermata.internal.TimerQueue;
import dev.fermata.woven.Awaits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The functions that are written without a class before them, by {@code import static dev.fermata.Asyncio.*}: those of the
 * module asyncio.
 * <pre>{@code
 * @Async
 * static Coroutine<String> sayAfter(Duration delay, String what) {
 *     await(sleep(delay));
 *     System.out.println(what);
 *     return done(what);
 * }
 *
 * String said = run(sayAfter(ofSeconds(1), "hello"));
 * }</pre>
 *
 * <p>Those that return a {@link Coroutine} do nothing before that is awaited or made a task, and may be called on any thread.
 * Those that return a {@link Future} or a {@link Task} begin at once, in the loop that runs on the calling thread.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-api-index.html">asyncio: High-level API Index</a>
 */
public final class Asyncio {
    private Asyncio() {}

    /**
     * Waits for a coroutine, a task, a future, or what functions of this class return.
     *
     * <p>A coroutine runs inside the caller, without a task of its own and without a turn of the loop. What is done
     * already does not suspend. Exceptions arrive as they were thrown, never wrapped.
     *
     * @param awaitable what to wait for
     * @param <T> the type of its value
     * @return its value
     * @throws CancelledError if it is cancelled, or the present task is
     * @throws IllegalStateException if the calling method was not woven, if {@code awaitable} is a coroutine that was awaited
     *     before, or a future of another loop
     * @see <a href="https://docs.python.org/3/reference/expressions.html#await-expression">Python: await</a>
     */
    public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
        throw NotWoven.at("await");
    }

    /**
     * The end of a woven method, with a value: {@code return done(value)}.
     *
     * <p>It makes no object in a woven method. In a lambda that never suspends it stands for a computation which ends
     * with {@code value} as soon as it is started.
     *
     * @param value what the computation evaluates to
     * @param <C> the return type of the method
     * @param <R> the type of the value
     * @return never to its caller in a woven method: the method ends
     * @throws IllegalStateException where the calling class was not woven
     */
    public static <C extends Suspendable<R>, R extends @Nullable Object> C done(R value) {
        throw NotWoven.at("done");
    }

    /**
     * The end of a woven method that has no value: {@code return done()}, the same as {@code return null}.
     *
     * @param <C> the return type of the method
     * @return as {@link #done(Object)}
     * @throws IllegalStateException where the calling class was not woven
     */
    public static <C extends Suspendable<?>> C done() {
        throw NotWoven.at("done");
    }

    /**
     * Waits for a computation of another library, in a woven method: as {@link Future#of}.
     *
     * @param stage completed by any thread
     * @param <T> the type of the value
     * @return its value
     * @throws CancelledError if it is cancelled, or the present task is
     * @throws IllegalStateException if the calling method was not woven
     */
    public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        throw NotWoven.at("await");
    }

    // ---- running

    /**
     * Runs a program: makes a loop, runs {@code main} in it on this thread, to the end, and closes it.
     *
     * <p>Before the loop is closed, the tasks that are left are cancelled and waited for, then the asynchronous generators that
     * are left are closed, and then the default executor is shut down; what goes wrong there goes to the loop's exception
     * handler. An interrupt of the thread cancels {@code main}. So does the end of the virtual machine, by Ctrl-C for
     * instance, which waits for the program 10 seconds at most, or as many as the system property
     * {@code fermata.shutdown.seconds} says.
     *
     * @param main the first coroutine
     * @param <T> the type of its value
     * @return its value; if it fails, what is thrown is its exception, as it is
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if a loop is running on this thread: await the coroutine instead
     * @see <a href="https://docs.python.org/3/library/asyncio-runner.html#asyncio.run">asyncio.run</a>
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        return Runner.run(main);
    }

    /**
     * As {@link #run(Coroutine)}, in a loop of the caller's choice.
     *
     * @param main the first coroutine
     * @param loops makes the loop, which is closed at the end; called once
     * @param <T> the type of its value
     * @return its value
     * @throws IllegalStateException as for {@link #run(Coroutine)}, or if the loop is running or closed already
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main, Supplier<EventLoop> loops) {
        return Runner.run(main, loops);
    }

    /**
     * As {@link #run(Coroutine)}, in debug mode: see {@link EventLoop#setDebug}.
     *
     * @param main the first coroutine
     * @param debug whether to be in debug mode, whatever {@code -Dfermata.debug} says
     * @param <T> the type of its value
     * @return its value
     * @throws IllegalStateException as for {@link #run(Coroutine)}
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main, boolean debug) {
        return Runner.run(main, () -> {
            EventLoop loop = EventLoop.create();
            loop.setDebug(debug);
            return loop;
        });
    }

    // ---- tasks

    /**
     * Makes a task of a coroutine, in the loop that runs on this thread.
     *
     * @param coroutine not started
     * @param <T> the type of its value
     * @return a task, whose body begins in the next turn of the loop
     * @throws IllegalStateException if no loop is running on this thread
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task">asyncio.create_task</a>
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return EventLoop.running().createTask(coroutine, null, null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name.
     *
     * @param coroutine not started
     * @param name for messages
     * @param <T> the type of its value
     * @return a task
     * @throws IllegalStateException if no loop is running on this thread
     */
    public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return EventLoop.running().createTask(coroutine, name, null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name and a context.
     *
     * @param coroutine not started
     * @param name for messages; null for {@code Task-} and a number
     * @param context for its body to run in; null for a copy of the current one
     * @param <T> the type of its value
     * @return a task
     * @throws IllegalStateException if no loop is running on this thread
     */
    public static <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
        return EventLoop.running().createTask(coroutine, name, context);
    }

    /**
     * The task that is running.
     *
     * @return the task; null in a callback
     * @throws IllegalStateException if no loop is running on this thread
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.current_task">asyncio.current_task</a>
     */
    public static @Nullable Task<?> currentTask() {
        return EventLoop.running().current;
    }

    /**
     * The tasks of the running loop that are not done.
     *
     * @return a new set, in the order of creation
     * @throws IllegalStateException if no loop is running on this thread
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.all_tasks">asyncio.all_tasks</a>
     */
    public static Set<Task<?>> allTasks() {
        return EventLoop.running().tasks.all();
    }

    // ---- waiting

    /**
     * Waits for some time. It always suspends: a delay of zero or less lets the loop turn once.
     *
     * @param delay on the loop's clock, from when this is awaited
     * @return to be awaited
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep">asyncio.sleep</a>
     */
    @SuppressWarnings("unchecked") // the hop has no value
    public static Coroutine<Void> sleep(Duration delay) {
        long nanos = Durations.nanos(delay);
        return nanos <= 0 ? (Coroutine<Void>) Awaits.HOP : new Sleep<>(nanos, null);
    }

    /**
     * As {@link #sleep(Duration)}, with a value.
     *
     * @param delay on the loop's clock, from when this is awaited
     * @param result what awaiting it evaluates to; may be null
     * @param <T> the type of the value
     * @return to be awaited
     */
    public static <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
        return new Sleep<>(Durations.nanos(delay), result);
    }

    /**
     * Runs all at the same time.
     *
     * <p>The first failure or cancellation of one of them reaches who awaits the result; the others go on running. Cancelling
     * the result cancels all that are not done.
     *
     * @param awaitables coroutines become tasks; what is given twice is awaited once
     * @param <T> a type that their values have in common
     * @return the values in the order of the arguments; done already if there are none to wait for
     * @throws IllegalStateException if no loop is running on this thread
     * @throws IllegalArgumentException if one is a future of another loop
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.gather">asyncio.gather</a>
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is read only
    public static <T extends @Nullable Object> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return gather(Arrays.asList(awaitables));
    }

    /**
     * As {@link #gather(Awaitable[])}.
     *
     * @param awaitables coroutines become tasks; what is given twice is awaited once
     * @param <T> a type that their values have in common
     * @return the values in the order of the arguments
     * @throws IllegalStateException as for {@link #gather(Awaitable[])}
     * @throws IllegalArgumentException as for {@link #gather(Awaitable[])}
     */
    @SuppressWarnings("unchecked") // as the parameter says
    public static <T extends @Nullable Object> Future<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return GatheringFuture.of(awaitables, child -> (T) child.result(), true);
    }

    /**
     * As {@link #gather(Awaitable[])}, but failures and cancellations stand in the list instead of ending it.
     *
     * @param awaitables coroutines become tasks; what is given twice is awaited once
     * @param <T> a type that their values have in common
     * @return how they have ended, in the order of the arguments
     * @throws IllegalStateException as for {@link #gather(Awaitable[])}
     * @throws IllegalArgumentException as for {@link #gather(Awaitable[])}
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.gather">asyncio.gather, with
     *     return_exceptions</a>
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is read only
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
            Awaitable<? extends T>... awaitables) {
        return gatherOutcomes(Arrays.asList(awaitables));
    }

    /**
     * As {@link #gatherOutcomes(Awaitable[])}.
     *
     * @param awaitables coroutines become tasks; what is given twice is awaited once
     * @param <T> a type that their values have in common
     * @return how they have ended, in the order of the arguments
     * @throws IllegalStateException as for {@link #gather(Awaitable[])}
     * @throws IllegalArgumentException as for {@link #gather(Awaitable[])}
     */
    public static <T extends @Nullable Object> Future<List<Outcome<T>>> gatherOutcomes(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return GatheringFuture.of(awaitables, Outcome::of, false);
    }

    /**
     * Waits until all are done.
     *
     * @param futures tasks or other futures, at least one
     * @param <F> their type
     * @return to be awaited: all of them are done, whether they have values or not
     * @throws IllegalArgumentException if there are no futures
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.wait">asyncio.wait</a>
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitAll(Collection<? extends F> futures) {
        return waitAll(futures, null);
    }

    /**
     * Waits until all are done, or the time is over. Nothing is cancelled and nothing thrown then.
     *
     * @param futures tasks or other futures, at least one
     * @param timeout how long at most; null for ever
     * @param <F> their type
     * @return to be awaited: which are done and which are not
     * @throws IllegalArgumentException if there are no futures
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitAll(
            Collection<? extends F> futures, @Nullable Duration timeout) {
        return new Waiting<>(futures, timeout, done -> false);
    }

    /**
     * Waits until one of them is done: has a value, has failed, or was cancelled.
     *
     * @param futures tasks or other futures, at least one
     * @param <F> their type
     * @return to be awaited: which are done and which are not
     * @throws IllegalArgumentException if there are no futures
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitFirstCompleted(Collection<? extends F> futures) {
        return waitFirstCompleted(futures, null);
    }

    /**
     * Waits until one of them is done, or the time is over. Nothing is cancelled and nothing thrown then.
     *
     * @param futures tasks or other futures, at least one
     * @param timeout how long at most; null for ever
     * @param <F> their type
     * @return to be awaited: which are done and which are not
     * @throws IllegalArgumentException if there are no futures
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitFirstCompleted(
            Collection<? extends F> futures, @Nullable Duration timeout) {
        return new Waiting<>(futures, timeout, done -> true);
    }

    /**
     * Waits until one of them has failed, or all are done. One that was cancelled has not failed.
     *
     * @param futures tasks or other futures, at least one
     * @param <F> their type
     * @return to be awaited: which are done and which are not
     * @throws IllegalArgumentException if there are no futures
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitFirstException(Collection<? extends F> futures) {
        return waitFirstException(futures, null);
    }

    /**
     * Waits until one of them has failed, or all are done, or the time is over. Nothing is cancelled and nothing thrown
     * then.
     *
     * @param futures tasks or other futures, at least one
     * @param timeout how long at most; null for ever
     * @param <F> their type
     * @return to be awaited: which are done and which are not
     * @throws IllegalArgumentException if there are no futures
     */
    public static <F extends Future<?>> Coroutine<Waited<F>> waitFirstException(
            Collection<? extends F> futures, @Nullable Duration timeout) {
        return new Waiting<>(futures, timeout, Waiting::hasFailed);
    }

    /**
     * Runs all at the same time, and gives one awaitable after the other, each for the next that is done.
     * <pre>{@code
     * for (Coroutine<String> next : asCompleted(downloads)) {
     *     System.out.println(await(next));
     * }
     * }</pre>
     *
     * @param awaitables coroutines become tasks
     * @param <T> a type that their values have in common
     * @return as many as were given, each to be awaited before the next; they can be iterated over once
     * @throws IllegalStateException if no loop is running on this thread
     * @throws IllegalArgumentException if one is a future of another loop
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.as_completed">asyncio.as_completed</a>
     */
    public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        AsCompleted<T> completed = new AsCompleted<>(awaitables, null);
        return () -> completed;
    }

    /**
     * As {@link #asCompleted(Collection)}, for some time.
     *
     * @param awaitables coroutines become tasks
     * @param timeout from now; null for ever
     * @param <T> a type that their values have in common
     * @return as many as were given, each to be awaited before the next; they can be iterated over once
     * @throws TimeoutException by awaiting one when the time is over
     * @throws IllegalStateException if no loop is running on this thread
     * @throws IllegalArgumentException if one is a future of another loop
     */
    public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
            Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout)
            throws TimeoutException {
        AsCompleted<T> completed = new AsCompleted<>(awaitables, timeout);
        return () -> completed;
    }

    // ---- timeouts and scopes

    /**
     * Waits for {@code awaitable}, but not longer than a given time; then cancels it, and waits until it has ended.
     *
     * <p>It runs inside the present task. If it swallows the cancellation and has a value, that is the value; if it fails, its
     * exception is thrown.
     *
     * @param awaitable a coroutine, a task or another future
     * @param timeout how long, from when this is awaited; null for ever; zero or less starts no coroutine
     * @param <T> the type of the value
     * @return to be awaited
     * @throws TimeoutException by awaiting it, if the time is over
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.wait_for">asyncio.wait_for</a>
     */
    public static <T extends @Nullable Object> Coroutine<T> waitFor(Awaitable<T> awaitable, @Nullable Duration timeout)
            throws TimeoutException {
        Objects.requireNonNull(awaitable, "awaitable");
        return timeout != null && Durations.nanos(timeout) <= 0
                ? new CancelAndWait<>(awaitable)
                : new TimeoutScope<>(Timeout.after(timeout), scope -> awaitable);
    }

    /**
     * Runs {@code body}, and cancels it when a given time is over.
     * <pre>{@code
     * String answer = await(timeout(ofSeconds(1), () -> {
     *     await(connect());
     *     return done(await(ask()));
     * }));
     * }</pre>
     *
     * <p>The body runs inside the present task, which is cancelled when the time is over; the cancellation that leaves the
     * body becomes a {@link TimeoutException}, unless somebody else has cancelled the task as well.
     *
     * @param delay how long, from when this is awaited; null for ever
     * @param body makes the coroutine; called once; what it throws counts as thrown by the coroutine
     * @param <T> the type of its value
     * @return to be awaited: the value of the body
     * @throws TimeoutException by awaiting it, if the time is over
     * @throws IllegalStateException by awaiting it, in a callback instead of a task
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout">asyncio.timeout</a>
     */
    public static <T extends @Nullable Object> Coroutine<T> timeout(
            @Nullable Duration delay, Callable<Coroutine<T>> body) throws TimeoutException {
        return new TimeoutScope<>(Timeout.after(delay), scope -> body.call());
    }

    /**
     * As {@link #timeout(Duration, Callable)}, with a body that reads or changes the deadline.
     *
     * @param delay how long, from when this is awaited; null for ever
     * @param body makes the coroutine, as for {@link #timeout(Duration, Callable)}
     * @param <T> the type of its value
     * @return to be awaited: the value of the body
     * @throws TimeoutException by awaiting it, if the time is over
     * @throws IllegalStateException by awaiting it, in a callback instead of a task
     */
    public static <T extends @Nullable Object> Coroutine<T> timeout(@Nullable Duration delay, Timeout.Body<T> body)
            throws TimeoutException {
        return new TimeoutScope<>(Timeout.after(delay), body::run);
    }

    /**
     * As {@link #timeout(Duration, Callable)}, until a given time.
     *
     * @param when a time of {@link EventLoop#time()}; null for ever
     * @param body makes the coroutine, as for {@link #timeout(Duration, Callable)}
     * @param <T> the type of its value
     * @return to be awaited: the value of the body
     * @throws TimeoutException by awaiting it, if the time is over
     * @throws IllegalStateException by awaiting it, in a callback instead of a task
     */
    public static <T extends @Nullable Object> Coroutine<T> timeoutAt(
            @Nullable Duration when, Callable<Coroutine<T>> body) throws TimeoutException {
        return timeoutAt(when, scope -> body.call());
    }

    /**
     * As {@link #timeoutAt(Duration, Callable)}, with a body that reads or changes the deadline.
     *
     * @param when a time of {@link EventLoop#time()}; null for ever
     * @param body makes the coroutine, as for {@link #timeout(Duration, Callable)}
     * @param <T> the type of its value
     * @return to be awaited: the value of the body
     * @throws TimeoutException by awaiting it, if the time is over
     * @throws IllegalStateException by awaiting it, in a callback instead of a task
     */
    public static <T extends @Nullable Object> Coroutine<T> timeoutAt(@Nullable Duration when, Timeout.Body<T> body)
            throws TimeoutException {
        long deadline = when == null ? TimerQueue.NEVER : Durations.nanos(when);
        return new TimeoutScope<>(now -> deadline, body::run);
    }

    /**
     * Runs {@code body}, and waits for all tasks that it makes in its group.
     * <pre>{@code
     * await(taskGroup(group -> {
     *     group.createTask(download(a));
     *     group.createTask(download(b));
     *     return done();
     * }));
     * }</pre>
     *
     * <p>The first failure, of a task or of the body, cancels all others; when they have ended, all failures are thrown in an
     * {@link ExceptionGroup}, in the order in which they came, that of the body last. Tasks that were cancelled are no
     * failures.
     *
     * @param body makes the coroutine
     * @param <T> the type of its value
     * @return to be awaited: the value of the body
     * @throws ExceptionGroup by awaiting it, if anything has failed
     * @throws IllegalStateException by awaiting it, in a callback instead of a task
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#task-groups">asyncio.TaskGroup</a>
     */
    public static <T extends @Nullable Object> Coroutine<T> taskGroup(TaskGroup.Body<T> body) {
        return new TaskGroupScope<>(body);
    }

    /**
     * Protects {@code awaitable} from the cancellation of who awaits it.
     *
     * @param awaitable a coroutine becomes a task
     * @param <T> the type of the value
     * @return a future that ends as {@code awaitable} does, and may be cancelled without it; or {@code awaitable}, if that is
     *     done
     * @throws IllegalStateException if no loop is running on this thread
     * @throws IllegalArgumentException if it is a future of another loop
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.shield">asyncio.shield</a>
     */
    public static <T extends @Nullable Object> Future<T> shield(Awaitable<T> awaitable) {
        return Shield.of(awaitable);
    }

    // ---- threads

    /**
     * Calls {@code call} on another thread, for it would block this one.
     *
     * <p>It runs on the loop's default executor, in a copy of the current context. Cancelling the awaiting task interrupts
     * it.
     * <pre>{@code
     * String text = await(toThread(() -> Files.readString(path)));    // throws IOException
     * }</pre>
     *
     * @param call what it throws is thrown by the await, as it is
     * @param <T> the type of its value
     * @param <X> what it throws
     * @return to be awaited
     * @throws X by awaiting it
     * @throws IllegalStateException by awaiting it, if the default executor has been shut down
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread">asyncio.to_thread</a>
     */
    @SuppressWarnings("unused") // X is thrown by the await
    public static <T extends @Nullable Object, X extends Exception> Coroutine<T> toThread(BlockingCall<T, X> call)
            throws X {
        return new ThreadCall<>(Objects.requireNonNull(call, "call"));
    }

    /**
     * As {@link #toThread(BlockingCall)}, for a callable that is there already. The compiler then does not ask for what it
     * throws.
     *
     * @param callable what it throws is thrown by the await, as it is
     * @param <T> the type of its value
     * @return to be awaited
     */
    public static <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> callable) {
        return new ThreadCall<>(Objects.requireNonNull(callable, "callable"));
    }

    /**
     * Calls {@code callable} on a thread of {@code executor}, in the running loop: see {@link EventLoop#runInExecutor}.
     *
     * @param executor of any kind; null for the loop's default executor
     * @param callable what it throws is the future's exception, as it is
     * @param <T> the type of its value
     * @return the value
     * @throws IllegalStateException if no loop is running on this thread
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses
     */
    public static <T extends @Nullable Object> Future<T> runInExecutor(
            @Nullable Executor executor, Callable<T> callable) {
        return EventLoop.running().runInExecutor(executor, callable);
    }

    /**
     * The same; chosen by itself for a lambda, which is then serialisable, so that the executor may be a
     * {@link dev.fermata.concurrent.ProcessPoolExecutor} or that of a cluster.
     *
     * @param executor of any kind; null for the loop's default executor
     * @param callable what it throws is the future's exception, as it is
     * @param <T> the type of its value
     * @return the value
     * @throws IllegalStateException if no loop is running on this thread
     */
    public static <T extends @Nullable Object> Future<T> runInExecutor(
            @Nullable Executor executor, SerializableCallable<T> callable) {
        return EventLoop.running().runInExecutor(executor, callable);
    }

    /**
     * Runs a coroutine as a task of {@code loop}, from another thread.
     *
     * @param coroutine not started
     * @param loop that another thread runs
     * @param <T> the type of its value
     * @return its value; cancelling it cancels the task
     * @throws IllegalStateException if the loop is closed
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.run_coroutine_threadsafe">asyncio:
     *     run_coroutine_threadsafe</a>
     */
    public static <T extends @Nullable Object> CompletableFuture<T> runCoroutineThreadSafe(
            Coroutine<T> coroutine, EventLoop loop) {
        return Stages.submitted(coroutine, loop);
    }
}
