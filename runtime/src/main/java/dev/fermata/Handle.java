package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * A callback that an {@link EventLoop} will run, for cancelling it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#callback-handles">asyncio: callback handles</a>
 */
public class Handle {
    final EventLoop loop;

    /** What to run in; null for an empty context. */
    private final @Nullable Context context;

    /** What to run; null once it is cancelled. Guard: the loop's thread. */
    private @Nullable Object callback;

    Handle(EventLoop loop, Object callback, @Nullable Context context) {
        this.loop = loop;
        this.callback = callback;
        this.context = context;
    }

    /**
     * Prevents the callback from running. Does nothing if it has begun, or was cancelled before. To be called on the loop's
     * thread.
     */
    public void cancel() {
        callback = null;
    }

    /**
     * Whether it was cancelled. On the loop's thread.
     *
     * @return true after {@link #cancel}
     */
    public final boolean isCancelled() {
        return callback == null;
    }

    final @Nullable Object callback() {
        return callback;
    }

    final @Nullable Context context() {
        return context;
    }

    /** Runs the callback, if it was not cancelled. What it throws goes to the loop's exception handler. */
    final void run() {
        Object todo = callback;
        if (todo == null) {
            return;
        }
        Strand strand = loop.strand();
        strand.context = context;
        try {
            call(todo);
        } catch (Throwable thrown) {
            loop.callExceptionHandler(new ExceptionContext("Exception in callback", thrown, this));
        } finally {
            strand.context = null;
        }
    }

    void call(Object todo) {
        ((Runnable) todo).run();
    }

    /** The callback, and whether it was cancelled. */
    @Override
    public String toString() {
        Object todo = callback;
        return getClass().getSimpleName() + "[" + (todo == null ? "cancelled" : todo) + "]";
    }
}
