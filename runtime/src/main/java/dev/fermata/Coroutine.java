package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * A computation that awaits others, and ends with a value.
 *
 * <p>An {@link dev.fermata.annotation.Async @Async} method whose return type is {@code Coroutine} is one: calling it runs
 * nothing of its body and returns the coroutine. It runs when it is {@link Asyncio#await(Awaitable) awaited}, inside the
 * task that awaits it, or when it is made a task of its own. It can be awaited once.
 *
 * @param <T> the type of the value; {@code Void} if there is none
 * @see <a href="https://docs.python.org/3/library/asyncio-task.html#coroutines">asyncio: Coroutines</a>
 */
public abstract class Coroutine<T extends @Nullable Object> extends Awaitable<T> implements Suspendable<T> {
    /** For the classes of woven coroutines. */
    protected Coroutine() {}
}
