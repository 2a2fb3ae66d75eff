package dev.fermata.woven;

import dev.fermata.EventLoop;
import dev.fermata.GeneratorExit;
import dev.fermata.StopAsyncIteration;
import dev.fermata.StopIteration;
import dev.fermata.internal.Named;
import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/**
 * One step of an asynchronous generator: runs its body until that yields, ends or fails.
 *
 * @param <T> the type of the item
 */
final class AsyncStep<T extends @Nullable Object> extends CoroutineFrame<T> implements Named {
    /** As the value for the end: it is an exception. */
    static final Object RAISE = new Object();

    private static final int STEPPED = 1;

    private final AsyncGeneratorFrame<?, ?> generator;
    private @Nullable Object sent; // null once the body has it
    private @Nullable Throwable thrown; // the same
    private final @Nullable Object end;
    private final boolean closes;

    private AsyncStep(
            AsyncGeneratorFrame<?, ?> generator,
            @Nullable Object sent,
            @Nullable Throwable thrown,
            @Nullable Object end,
            boolean closes) {
        this.generator = generator;
        this.sent = sent;
        this.thrown = thrown;
        this.end = end;
        this.closes = closes;
    }

    /** A step that sends a value. */
    static <T extends @Nullable Object> AsyncStep<T> send(
            AsyncGeneratorFrame<?, ?> generator, @Nullable Object value, @Nullable Object end) {
        return new AsyncStep<>(generator, value, null, end, false);
    }

    /** A step that throws. */
    static <T extends @Nullable Object> AsyncStep<T> raise(AsyncGeneratorFrame<?, ?> generator, Throwable exception) {
        return new AsyncStep<>(generator, null, exception, RAISE, false);
    }

    /** The last step. */
    static AsyncStep<Void> close(AsyncGeneratorFrame<?, ?> generator) {
        return new AsyncStep<>(generator, null, new GeneratorExit(), null, true);
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        if (label == STEPPED) {
            label = RUNNING;
            return exception == null ? returned(value) : failed(exception);
        }
        label = RUNNING;
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        if (generator.stepping) {
            throw new IllegalStateException("asynchronous generator " + generator
                    + " is already running a step: await one " + "step before the next");
        }
        return generator.ended || generator.label == CREATED ? beginning(depth) : resumed(depth);
    }

    /** The generator is over, or not started. */
    private @Nullable Object beginning(int depth) {
        if (thrown != null && !generator.ended) {
            generator.clear(); // it never begins
            return failed(thrown);
        }
        if (generator.ended) {
            return thrown == null ? atEnd() : null;
        }
        if (sent != null) {
            throw new IllegalStateException("cannot send " + sent + " to the just-started asynchronous generator "
                    + generator + ": no yield waits for it");
        }
        EventLoop loop = EventLoop.runningOrNull();
        if (loop != null) {
            Leftovers.of(loop).add(generator);
        }
        return resumed(depth);
    }

    private @Nullable Object resumed(int depth) {
        generator.stepping = true;
        Object value = sent;
        Throwable exception = thrown;
        sent = null;
        thrown = null;
        Object outcome;
        try {
            outcome = generator.step(depth - 1, value, exception);
        } catch (Throwable failure) {
            return failed(failure);
        }
        if (outcome instanceof CoroutineFrame<?>) {
            label = STEPPED;
            return Awaits.suspend(outcome, this);
        }
        return returned(outcome instanceof Result wrapped ? wrapped.value : outcome);
    }

    private @Nullable Object returned(@Nullable Object outcome) {
        generator.stepping = false;
        if (outcome == AsyncGeneratorFrame.END) {
            end();
            return closes ? null : atEnd();
        }
        if (closes) {
            throw new IllegalStateException("asynchronous generator " + generator
                    + " ignored GeneratorExit: it yielded " + "while it was being closed");
        }
        return Awaits.result(outcome);
    }

    private @Nullable Object failed(Throwable failure) {
        generator.stepping = false;
        end();
        if (closes && failure instanceof GeneratorExit) {
            return null;
        }
        if (failure instanceof StopAsyncIteration || failure instanceof StopIteration) {
            throw new IllegalStateException(
                    "asynchronous generator " + generator + " raised "
                            + failure.getClass().getSimpleName(),
                    failure);
        }
        throw Sneaky.rethrow(failure);
    }

    private void end() {
        generator.ended = true;
        EventLoop loop = EventLoop.runningOrNull();
        if (loop != null) {
            Leftovers.of(loop).remove(generator);
        }
    }

    private @Nullable Object atEnd() {
        if (end == RAISE) {
            throw new StopAsyncIteration();
        }
        return Awaits.result(end);
    }

    @Override
    public String name() {
        return closes ? "AsyncGenerator.close" : "AsyncGenerator.next";
    }
}
