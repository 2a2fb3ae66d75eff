package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#await(Awaitable) await} takes: a coroutine, a task, a future, or what functions such as
 * {@code sleep} and {@code gather} return.
 *
 * <p>It is a class and not an interface, and not for subclassing, because woven code asks of each value that it gets
 * whether it is one: for a class that is a single comparison.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.python.org/3/library/asyncio-task.html#awaitables">asyncio: Awaitables</a>
 */
public abstract class Awaitable<T extends @Nullable Object> {
    /** For the library's own classes. */
    protected Awaitable() {}
}
