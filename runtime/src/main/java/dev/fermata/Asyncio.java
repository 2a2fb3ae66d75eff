package dev.fermata;

import dev.fermata.internal.NotWoven;
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
}
