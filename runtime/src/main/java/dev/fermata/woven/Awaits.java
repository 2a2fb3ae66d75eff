package dev.fermata.woven;

import dev.fermata.Awaitable;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Future;
import dev.fermata.internal.Named;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Sneaky;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an {@code await} becomes, and what drives suspended bodies.
 *
 * <p>The functions here and the bodies talk to each other in one way: what is no {@link Awaitable} is a value; a
 * {@link Result} is a value too, in a wrapper; a {@link CoroutineFrame} is the innermost frame of bodies that have
 * suspended. Inside a body, what has to be waited for is also a {@link Future} or {@link #HOP}, until
 * {@link #suspend} has put it into a frame.
 */
public final class Awaits {
    /** What a body waits for that only wants the loop to go round once. */
    public static final Coroutine<?> HOP = new Hop();

    /** How many bodies may start inside each other before the next one is left to the driver, to save the stack. */
    static final int DEEPEST = 256;

    private Awaits() {}

    /**
     * Starts awaiting.
     *
     * @param awaitable what the user awaits
     * @param depth how many bodies are on the stack, as a negative number
     * @return the value, or what has to be waited for
     * @throws IllegalStateException if it is a coroutine that was awaited before
     */
    public static @Nullable Object await(Awaitable<?> awaitable, int depth) {
        if (awaitable instanceof CoroutineFrame<?> coroutine) {
            if (coroutine.label != CoroutineFrame.CREATED) {
                throw reused(coroutine);
            }
            NeverAwaited.started(coroutine);
            return depth <= -DEEPEST ? deferred(coroutine) : coroutine.step(depth - 1, null, null);
        }
        if (awaitable instanceof Future<?> future && future.isDone()) {
            return result(future.result());
        }
        return Objects.requireNonNull(awaitable, "await(null)");
    }

    /**
     * Starts awaiting what a call has just returned, as {@link #await(Awaitable, int)} does. It is there for the compiler of
     * the JVM, which counts how often a coroutine is started here: nearly each time, and not now and then, as where sleeps and
     * futures are awaited as well.
     *
     * @param coroutine what the user awaits
     * @param depth how many bodies are on the stack, as a negative number
     * @return the value, or what has to be waited for
     * @throws IllegalStateException if it was awaited before
     */
    public static @Nullable Object start(Awaitable<?> coroutine, int depth) {
        if (coroutine instanceof CoroutineFrame<?> frame && frame.label == CoroutineFrame.CREATED && depth > -DEEPEST) {
            NeverAwaited.started(frame);
            return frame.step(depth - 1, null, null);
        }
        return await(coroutine, depth);
    }

    /**
     * Starts awaiting a computation of another library.
     *
     * @param stage what the user awaits
     * @param depth not needed
     * @return the value, or what has to be waited for
     */
    public static @Nullable Object await(CompletionStage<?> stage, int depth) {
        if (stage instanceof CompletableFuture<?> some) {
            // Itself; but for a minimal stage, which refuses to be asked, one that depends on it.
            CompletableFuture<?> future = some.toCompletableFuture();
            return future.isDone() ? result(valueOf(future)) : pending(future);
        }
        return pending(Objects.requireNonNull(stage, "await(null)"));
    }

    private static Awaitable<?> pending(CompletionStage<?> stage) {
        return EventLoop.runningOrNull() == null ? new StageWait(stage) : Future.of(stage);
    }

    private static @Nullable Object valueOf(CompletableFuture<?> done) {
        try {
            return done.join();
        } catch (CancellationException cancelled) {
            throw new CancelledError();
        } catch (CompletionException wrapped) {
            throw Sneaky.rethrow(wrapped.getCause() == null ? wrapped : wrapped.getCause());
        }
    }

    /** What a stage failed with, without the wrapper that it has from the stages before it; null for nothing. */
    static @Nullable Throwable cause(@Nullable Throwable exception) {
        if (exception instanceof CompletionException && exception.getCause() != null) {
            return exception.getCause();
        }
        return exception instanceof CancellationException ? new CancelledError() : exception;
    }

    /** Whether {@code outcome} is no value, but something to wait for. */
    static boolean isPending(Object outcome) {
        return outcome instanceof Awaitable && !(outcome instanceof Result);
    }

    /**
     * Ends a body with a stage that it returned: its value is the value.
     *
     * @param last a stage; null for an end without a value
     * @param depth not needed
     * @return what the body returns
     */
    public static @Nullable Object tail(@Nullable CompletionStage<?> last, int depth) {
        return last == null ? null : await(last, depth);
    }

    /**
     * Ends a body with a coroutine that it returned: its value is the value.
     *
     * @param last a coroutine; null for an end without a value
     * @param depth as for {@link #await(Awaitable, int)}
     * @return what the body returns
     */
    public static @Nullable Object tail(@Nullable Awaitable<?> last, int depth) {
        return last == null ? null : await(last, depth);
    }

    private static IllegalStateException reused(CoroutineFrame<?> coroutine) {
        return new IllegalStateException(
                coroutine.label == CoroutineFrame.RUNNING
                        ? "cannot reuse already awaited coroutine " + coroutine
                                + ": call the method again for another one"
                        : "coroutine " + coroutine + " is being awaited already");
    }

    /**
     * Notes that a coroutine was made, which its caller may forget to await.
     *
     * @param coroutine not started
     */
    public static void made(CoroutineFrame<?> coroutine) {
        NeverAwaited.made(coroutine);
    }

    /**
     * Tells of a coroutine that is never awaited: what becomes of a call whose coroutine is dropped.
     *
     * @param coroutine what was called
     */
    public static void dropped(@Nullable Object coroutine) {
        NeverAwaited.dropped(coroutine);
    }

    /**
     * Wraps a value, so that it is not taken for something to wait for.
     *
     * @param value any value
     * @return the same, or a wrapper
     */
    public static @Nullable Object result(@Nullable Object value) {
        return value instanceof Awaitable ? new Result(value) : value;
    }

    /**
     * Ends a coroutine that was not started.
     *
     * @param coroutine that nobody will start
     */
    public static void end(CoroutineFrame<?> coroutine) {
        coroutine.label = CoroutineFrame.RUNNING;
        coroutine.clear();
    }

    /**
     * Leaves a coroutine to the driver, instead of starting it.
     *
     * @param coroutine not started
     * @return what the body that wants to start it returns
     */
    public static Object deferred(CoroutineFrame<?> coroutine) {
        NeverAwaited.started(coroutine);
        coroutine.outermost = coroutine;
        return coroutine;
    }

    /**
     * Suspends a body.
     *
     * @param pending what it has to wait for; or a wrapped value, as bodies do not unwrap
     * @param frame of the body, complete
     * @return what the body returns
     */
    public static Object suspend(Object pending, CoroutineFrame<?> frame) {
        if (pending instanceof CoroutineFrame<?> innermost) {
            CoroutineFrame<?> inner = innermost.outermost;
            assert inner != null : "a suspension travels outwards";
            inner.parent = frame;
            innermost.outermost = frame;
            return innermost;
        }
        frame.awaiting = (Awaitable<?>) pending;
        frame.outermost = frame;
        return frame;
    }

    /**
     * Resumes suspended bodies from the innermost outwards, until one has to wait again or the outermost has ended. Depth
     * costs no stack.
     *
     * @param innermost the frame to resume; or a coroutine that was not started
     * @param value what its await evaluates to
     * @param exception what its await throws; null for none
     * @return the value of the outermost body, as {@link #result} wraps it, or the innermost frame, whose
     *     {@link CoroutineFrame#awaiting} says what it waits for
     */
    public static @Nullable Object drive(
            CoroutineFrame<?> innermost, @Nullable Object value, @Nullable Throwable exception) {
        CoroutineFrame<?> at = innermost;
        Object received = value;
        Throwable thrown = exception;
        Throwable shown = null; // its trace has all that await; one thrown in its place has not
        while (true) {
            at.awaiting = null;
            int label = thrown == null ? 0 : at.label;
            Object returned;
            try {
                returned = at.step(0, received, thrown);
            } catch (Throwable failure) {
                CoroutineFrame<?> above = at.parent;
                if (failure != shown && failure == thrown && Traces.showHandedOn(failure, at, label)) {
                    shown = failure;
                }
                if (above == null) {
                    throw failure;
                }
                if (failure != shown) {
                    Traces.showAwaiting(failure, above);
                    shown = failure;
                }
                at.parent = null;
                at = above;
                received = null;
                thrown = failure;
                continue;
            }
            thrown = null;
            if (returned instanceof CoroutineFrame<?> frame) {
                relink(frame, at);
                Awaitable<?> awaiting = frame.awaiting;
                if (awaiting != null && !(awaiting instanceof Result)) {
                    return frame;
                }
                // It only wants a fresh stack, or has the value of its await already.
                at = frame;
                received = awaiting == null ? null : ((Result) awaiting).value;
            } else if (returned instanceof Awaitable<?> pending && !(returned instanceof Result)) {
                return relay(pending, unlink(at));
            } else {
                CoroutineFrame<?> above = unlink(at);
                if (above == null) {
                    return returned;
                }
                received = returned instanceof Result wrapped ? wrapped.value : returned;
                at = above;
            }
        }
    }

    /** Somebody may keep a coroutine that is over, or a generator between two steps: it lets those go who waited for it. */
    private static @Nullable CoroutineFrame<?> unlink(CoroutineFrame<?> below) {
        CoroutineFrame<?> above = below.parent;
        if (above != null) {
            below.parent = null;
        }
        return above;
    }

    /** A body that has ended by a tail call may leave to {@code above} what it would have had to wait for. */
    private static CoroutineFrame<?> relay(Awaitable<?> pending, @Nullable CoroutineFrame<?> above) {
        CoroutineFrame<?> waiting = above != null ? above : new Tail();
        waiting.awaiting = pending;
        return waiting;
    }

    /** A body that has ended by a tail call has no frame between what it called and its own parent. */
    private static void relink(CoroutineFrame<?> innermost, CoroutineFrame<?> resumed) {
        CoroutineFrame<?> outermost = innermost.outermost;
        assert outermost != null : "a suspension travels outwards";
        if (outermost != resumed) {
            outermost.parent = unlink(resumed);
        }
        innermost.outermost = null;
    }

    private static final class Hop extends Coroutine<Void> {}

    /** Stands for the body of a task that is over but for what it waits for. */
    private static final class Tail extends CoroutineFrame<Object> implements Named {
        Tail() {
            label = 1;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            if (exception != null) {
                throw Sneaky.rethrow(exception);
            }
            return result(value);
        }

        @Override
        public String name() {
            return "a tail call";
        }
    }
}
