package dev.fermata.internal;

import dev.fermata.Awaitable;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import dev.fermata.woven.Result;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine written by hand, as the library's own are: it cannot weave itself.
 *
 * <p>{@link #resume} is the body, cut at each {@code await}: a switch over where it goes on. A piece ends with
 * {@code return await(NEXT, awaitable)}, upon which the body goes on at {@code NEXT} with the value or the exception; with
 * {@code return end(value)}; or by throwing.
 *
 * @param <T> the type of the value
 */
public abstract class LibraryCoroutine<T extends @Nullable Object> extends CoroutineFrame<T> {
    /** Where every body begins. Its other places are greater numbers. */
    protected static final int START = CREATED;

    /** For subclasses. */
    protected LibraryCoroutine() {
        NeverAwaited.made(this);
    }

    /**
     * Runs the body from where it stopped.
     *
     * @param at the place: {@link #START}, or what was given to {@link #await}
     * @param value what the {@code await} evaluates to
     * @param exception what the {@code await} throws; null for none
     * @return what {@link #await} or {@link #end} returns
     * @throws Exception what leaves the body
     */
    protected abstract @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception)
            throws Exception;

    /**
     * Suspends the body, unless {@code awaitable} is done already.
     *
     * @param next where the body goes on
     * @param awaitable what to wait for
     * @return to be returned
     */
    protected final Object await(int next, Awaitable<?> awaitable) {
        label = next;
        return awaitable;
    }

    /**
     * Ends the body.
     *
     * @param value its value
     * @return to be returned
     */
    protected final @Nullable Object end(@Nullable Object value) {
        return Awaits.result(value);
    }

    @Override
    public final @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        Object received = value;
        Throwable thrown = exception;
        while (true) {
            int at = label;
            label = RUNNING;
            Object returned = run(at, received, thrown);
            if (!(returned instanceof Awaitable<?> awaitable) || returned instanceof Result) {
                return returned;
            }
            thrown = null;
            try {
                received = Awaits.await(awaitable, depth);
            } catch (Throwable failure) {
                thrown = failure;
                continue;
            }
            if (received instanceof Result wrapped) {
                received = wrapped.value;
            } else if (received instanceof Awaitable<?> pending) {
                return Awaits.suspend(pending, this);
            }
        }
    }

    /**
     * What it is called in messages.
     *
     * @return the name of the function that has made it
     */
    protected abstract String name();

    private @Nullable Object run(int at, @Nullable Object value, @Nullable Throwable exception) {
        try {
            return resume(at, value, exception);
        } catch (Throwable thrown) {
            throw Sneaky.rethrow(thrown);
        }
    }
}
