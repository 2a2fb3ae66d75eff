package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link dev.fermata.annotation.Async @Async} method may return: a computation that stops and goes on, and ends
 * with a value.
 *
 * <p>The type exists so that {@link Asyncio#done(Object) done(value)} can stand for any of them.
 *
 * @param <R> the type of the value at the end
 */
public interface Suspendable<R extends @Nullable Object> {}
