package dev.fermata.woven;

import dev.fermata.Awaitable;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.Task;
import dev.fermata.internal.Sneaky;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs methods that return a {@link CompletableFuture}: at once, in the caller, until they have to wait for something.
 *
 * <p>On a loop they go on as a task of it. Without a loop they go on in the thread that completes what they wait for; the
 * future that they wait for hands over what they did before, as it does to any of its dependants.
 */
public final class Eager extends CoroutineFrame<Void> {
    private static final int WAITING = 1;

    private final CompletableFuture<@Nullable Object> future;
    private @Nullable CoroutineFrame<?> innermost; // null once it is linked

    private Eager(CompletableFuture<@Nullable Object> future, CoroutineFrame<?> innermost) {
        this.future = future;
        this.innermost = innermost;
    }

    /**
     * Starts a method.
     *
     * @param frame of the method, not started
     * @return what the method returns
     */
    public static CompletableFuture<?> start(CoroutineFrame<?> frame) {
        CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
        EventLoop loop = EventLoop.runningOrNull();
        CoroutineFrame<?> pending = run(future, frame, null, null);
        if (pending == null) {
            return future;
        }
        if (loop == null) {
            waitAnywhere(future, pending);
            return future;
        }
        pending.outermost = frame;
        Task<?> task = loop.createTask((Coroutine<?>) new Eager(future, pending));
        var unused = future.whenComplete((value, exception) -> {
            if (future.isCancelled()) {
                loop.callSoonThreadSafe(task::cancel);
            }
        });
        return future;
    }

    /** Runs until something has to be waited for, and returns the innermost frame; null if all is over. */
    private static @Nullable CoroutineFrame<?> run(
            CompletableFuture<@Nullable Object> future,
            CoroutineFrame<?> frame,
            @Nullable Object value,
            @Nullable Throwable exception) {
        Object outcome;
        try {
            outcome = Awaits.drive(frame, value, exception);
        } catch (Throwable failure) {
            fail(future, failure);
            return null;
        }
        if (outcome instanceof CoroutineFrame<?> pending) {
            return pending;
        }
        future.complete(outcome instanceof Result wrapped ? wrapped.value : outcome);
        return null;
    }

    private static void fail(CompletableFuture<@Nullable Object> future, Throwable failure) {
        if (failure instanceof CancelledError) {
            future.cancel(false);
        } else {
            future.completeExceptionally(failure);
        }
    }

    // ---- on a loop: a coroutine of its own around the suspended ones

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        if (label == WAITING) {
            label = RUNNING;
            if (exception == null) {
                future.complete(value);
            } else {
                fail(future, exception);
            }
            return null;
        }
        label = WAITING;
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        CoroutineFrame<?> pending = innermost;
        assert pending != null : "it begins once";
        innermost = null;
        return Awaits.suspend(pending, this);
    }

    // ---- without a loop

    private static void waitAnywhere(CompletableFuture<@Nullable Object> future, CoroutineFrame<?> pending) {
        Awaitable<?> awaiting = pending.awaiting;
        if (awaiting instanceof StageWait wait) {
            var unused = wait.stage.whenComplete(
                    (value, exception) -> goOn(future, pending, value, Awaits.cause(exception)));
        } else if (awaiting instanceof Future<?> other) {
            var unused = other.toCompletableFuture()
                    .whenComplete((value, exception) -> goOn(future, pending, value, Awaits.cause(exception)));
        } else {
            goOn(future, pending, null, null); // a bare hop, and nothing to let go first
        }
    }

    private static void goOn(
            CompletableFuture<@Nullable Object> future,
            CoroutineFrame<?> pending,
            @Nullable Object value,
            @Nullable Throwable exception) {
        CoroutineFrame<?> next = run(future, pending, value, exception);
        if (next != null) {
            waitAnywhere(future, next);
        }
    }
}
