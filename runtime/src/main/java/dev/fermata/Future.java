package dev.fermata;

import dev.fermata.internal.Sneaky;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value that is there later, in an {@link EventLoop}.
 *
 * <p>A future belongs to its loop: it changes on the loop's thread only, or while the loop does not run. {@link #setResult},
 * {@link #setException} and {@link #cancel()} may be called on any thread all the same; off the loop's thread they are
 * handed over by {@link EventLoop#callSoonThreadSafe}, so the future is not done yet when they return. What comes too late
 * in that way is ignored if the future was cancelled meanwhile, and else is an error for the loop's exception handler.
 * {@link #isDone} and what reads the outcome may be called on any thread; {@link #get()} waits for it on any thread but the
 * loop's.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.python.org/3/library/asyncio-future.html">asyncio: Futures</a>
 */
public class Future<T extends @Nullable Object> extends Completion<T> implements java.util.concurrent.Future<T> {
    Future(EventLoop loop) {
        super(loop);
    }

    /**
     * Makes a future of what another library computes: asyncio's {@code wrap_future}.
     *
     * <p>To be called on a loop's thread, whose loop it belongs to. Cancelling it cancels {@code stage}, as far as that
     * may be cancelled; its failures arrive as they are, without a {@link java.util.concurrent.CompletionException}.
     *
     * @param stage completed by any thread
     * @param <T> the type of the value
     * @return a future; already done if {@code stage} is
     * @throws IllegalStateException if no loop is running on this thread
     */
    public static <T extends @Nullable Object> Future<T> of(CompletionStage<T> stage) {
        return Stages.future(EventLoop.running(), stage);
    }

    // ---- the outcome

    /**
     * The value.
     *
     * @return the value
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if it is not done; if it has failed, what is thrown is its exception, as it is
     */
    public final T result() {
        Object ended = outcome();
        if (ended instanceof Ended) {
            if (ended instanceof Ended.Failed failed) {
                throw Sneaky.rethrow(failed.retrieve());
            }
            if (ended instanceof Ended.Cancelled cancelled) {
                throw cancelled.error();
            }
            return typed(null);
        }
        if (ended == null) {
            throw new IllegalStateException("Result is not ready: " + this + ". Await it, or ask isDone() first.");
        }
        return typed(ended);
    }

    /**
     * The exception.
     *
     * @return with what it has failed; null if it has a value
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if it is not done
     */
    public final @Nullable Throwable exception() {
        Object ended = outcome();
        if (ended instanceof Ended.Cancelled cancelled) {
            throw cancelled.error();
        }
        if (ended == null) {
            throw new IllegalStateException("Exception is not set: " + this + ". Await it, or ask isDone() first.");
        }
        return ended instanceof Ended.Failed failed ? failed.retrieve() : null;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // values travel untyped
    private T typed(@Nullable Object value) {
        return (T) value;
    }

    // ---- completing

    /**
     * Ends it with a value.
     *
     * @param value the value
     * @throws IllegalStateException if it is done already; off the loop's thread: see the head of this class
     */
    public void setResult(T value) {
        if (loop.thread.isOwner()) {
            complete(value);
        } else {
            hand(() -> complete(value));
        }
    }

    private void complete(T value) {
        requirePending();
        succeed(value);
    }

    /**
     * Ends it with an exception.
     *
     * @param exception what {@code await} throws, as it is
     * @throws IllegalStateException if it is done already; off the loop's thread: see the head of this class
     */
    public void setException(Throwable exception) {
        Objects.requireNonNull(exception, "exception");
        if (loop.thread.isOwner()) {
            completeExceptionally(exception);
        } else {
            hand(() -> completeExceptionally(exception));
        }
    }

    private void completeExceptionally(Throwable exception) {
        requirePending();
        fail(exception);
    }

    /** Does it on the loop's thread, if this is not cancelled by then; at once if no thread runs the loop. */
    final void hand(Runnable completion) {
        loop.hand(() -> {
            if (!(isCancelled() && loop.thread.isHere())) {
                completion.run();
            }
        });
    }

    private void requirePending() {
        if (isDone()) {
            throw new IllegalStateException("future is done already: " + this);
        }
    }

    /**
     * Cancels it without a message.
     *
     * @return false if it was done already
     */
    public final boolean cancel() {
        return cancel(null);
    }

    /**
     * Cancels it: who awaits it gets a {@link CancelledError}.
     *
     * @param message of the error; may be null
     * @return false if it was done already; off the loop's thread the answer is the one at the moment of the call
     */
    public boolean cancel(@Nullable String message) {
        if (isDone()) {
            return false;
        }
        if (loop.thread.isOwner()) {
            end(message == null ? Ended.Cancelled.SILENTLY : new Ended.Cancelled(message, null));
        } else {
            hand(() -> cancel(message));
        }
        return true;
    }

    /**
     * The same as {@link #cancel()}.
     *
     * @param mayInterruptIfRunning has no meaning for a coroutine
     */
    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return cancel(null);
    }

    final void fail(Throwable exception) {
        end(new Ended.Failed(exception, loop.unretrieved.add(this, exception, describe("failed") + loop.site(this))));
    }

    // ---- callbacks

    /**
     * Calls {@code callback} when this is done: by {@link EventLoop#callSoon}, in the order in which callbacks were added,
     * and in a copy of the context that is current now.
     *
     * @param callback gets this future; what it throws goes to the loop's exception handler
     * @throws IllegalStateException on another thread than that of the running loop
     */
    public final void addDoneCallback(Consumer<? super Future<T>> callback) {
        addDoneCallback(callback, loop.copyContext());
    }

    /**
     * As {@link #addDoneCallback(Consumer)}, in a context of the caller's choice.
     *
     * @param callback gets this future
     * @param context to call it in; null for an empty one
     * @throws IllegalStateException as for {@link #addDoneCallback(Consumer)}
     */
    public final void addDoneCallback(Consumer<? super Future<T>> callback, @Nullable Context context) {
        DoneCallback<T> added = new DoneCallback<>(this, Objects.requireNonNull(callback, "callback"), context);
        if (loop.thread.isHere()) {
            tellWhenDone(added);
        } else {
            synchronized (loop.thread.lock) {
                loop.thread.requireOwner();
                tellWhenDone(added);
            }
        }
    }

    /**
     * Takes back all callbacks that are equal to {@code callback}, unless they are scheduled already.
     *
     * @param callback as it was added
     * @return how many there were
     * @throws IllegalStateException as for {@link #addDoneCallback(Consumer)}
     */
    public final int removeDoneCallback(Consumer<? super Future<T>> callback) {
        synchronized (loop.thread.lock) {
            loop.thread.requireOwner();
            return tellNoMore(callback);
        }
    }

    // ---- from other threads

    /**
     * Waits for the value, on another thread than the loop's.
     *
     * @return the value
     * @throws CancellationException if it was cancelled
     * @throws ExecutionException if it has failed: the cause is its exception
     * @throws InterruptedException if the waiting thread is interrupted
     * @throws IllegalStateException if it is not done and this is the loop's thread, which would wait for itself; or if
     *     the loop is closed before it is done
     */
    @Override
    public final T get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            FutureLatch.await(this, Long.MAX_VALUE);
        }
        return got();
    }

    /**
     * As {@link #get()}, but not longer than a given time.
     *
     * @throws TimeoutException if it is not done in time
     */
    @Override
    public final T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone() && !FutureLatch.await(this, unit.toNanos(timeout))) {
            throw new TimeoutException(this + " was not done within " + timeout + " " + unit);
        }
        return got();
    }

    private T got() throws ExecutionException {
        Object ended = outcome();
        if (ended instanceof Ended.Failed failed) {
            throw new ExecutionException(failed.retrieve());
        }
        if (ended instanceof Ended.Cancelled cancelled) {
            throw (CancellationException)
                    new CancellationException(cancelled.error().getMessage()).initCause(cancelled.error());
        }
        return result();
    }

    /**
     * A {@link CompletableFuture} that ends as this does. Cancelling it cancels this. Its dependents run on the loop's
     * thread, unless they say otherwise.
     *
     * @return a new one on each call
     */
    public final CompletableFuture<T> toCompletableFuture() {
        return Stages.completable(this);
    }

    // ---- description

    /**
     * The loop.
     *
     * @return the loop that this belongs to
     */
    public final EventLoop loop() {
        return loop;
    }

    /** How it has ended, or that it has not. */
    @Override
    public String toString() {
        Object ended = outcome();
        if (ended == null) {
            return describe("pending");
        }
        if (ended instanceof Ended.Failed failed) {
            return describe("failed: " + failed.exception);
        }
        return describe(ended instanceof Ended.Cancelled ? "cancelled" : "done");
    }
}
