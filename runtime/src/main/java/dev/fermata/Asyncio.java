package dev.fermata;

import dev.fermata.internal.Durations;
import dev.fermata.internal.NotWoven;
import dev.fermata.woven.Awaits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The functions that are written without a class before them, by {@code import static dev.fermata.Asyncio.*}. */
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
     * @throws IllegalStateException if the calling method was not woven, or if it is a coroutine that was awaited before
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
     * Runs a program: makes a loop, runs {@code main} in it to the end, cancels what is left, and closes the loop.
     *
     * @param main the first coroutine
     * @param <T> the type of its value
     * @return its value; if it fails, what is thrown is its exception, as it is
     * @throws IllegalStateException if a loop is running on this thread: await the coroutine instead
     * @see <a href="https://docs.python.org/3/library/asyncio-runner.html#asyncio.run">asyncio.run</a>
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main) {
        return Runner.run(main, EventLoop::create);
    }

    /**
     * As {@link #run(Coroutine)}, in a loop of the caller's choice.
     *
     * @param main the first coroutine
     * @param loops makes the loop, which is closed at the end
     * @param <T> the type of its value
     * @return its value
     */
    public static <T extends @Nullable Object> T run(Coroutine<T> main, Supplier<EventLoop> loops) {
        return Runner.run(main, loops);
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
     */
    public static @Nullable Task<?> currentTask() {
        return EventLoop.running().current;
    }

    /**
     * The tasks of the running loop that are not done.
     *
     * @return a new set, in the order of creation
     * @throws IllegalStateException if no loop is running on this thread
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
     * @param result what awaiting it evaluates to
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
     * @return the values in the order of the arguments
     * @throws IllegalStateException if no loop is running on this thread
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
     */
    @SuppressWarnings("unchecked") // as the parameter says
    public static <T extends @Nullable Object> Future<List<T>> gather(
            Collection<? extends Awaitable<? extends T>> awaitables) {
        return GatheringFuture.of(awaitables, child -> (T) child.result(), true);
    }
}
