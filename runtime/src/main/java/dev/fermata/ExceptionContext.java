package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link EventLoop.ExceptionHandler} gets: something went wrong where nobody waits for it.
 *
 * @param message what happened
 * @param exception what was thrown; null for none
 * @param source the task, future, or handle that it happened in, or the description of one that is garbage; null for none
 * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#error-handling-api">asyncio: error handling</a>
 */
public record ExceptionContext(
        String message,
        @Nullable Throwable exception,
        @Nullable Object source) {}
