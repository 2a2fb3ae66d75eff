package dev.fermata.woven;

import dev.fermata.Coroutine;
import dev.fermata.internal.Named;
import dev.fermata.internal.Sneaky;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a body and closes an asynchronous generator behind it.
 *
 * @param <T> the type of the value of the body
 */
final class AsyncScope<T extends @Nullable Object> extends CoroutineFrame<T> implements Named {
    private static final int IN_BODY = 1;
    private static final int CLOSING = 2;

    private final AsyncGeneratorFrame<?, ?> generator;
    private @Nullable Supplier<Coroutine<T>> body; // null once it runs
    private @Nullable Object value;
    private @Nullable Throwable failure;

    AsyncScope(AsyncGeneratorFrame<?, ?> generator, Supplier<Coroutine<T>> body) {
        this.generator = generator;
        this.body = body;
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object received, @Nullable Throwable exception) {
        int at = label;
        label = RUNNING;
        if (at == CLOSING) {
            return closed(exception);
        }
        Object outcome;
        try {
            resumed(received, exception);
            outcome = at == IN_BODY ? Awaits.result(received) : Awaits.await(begin(), depth - 1);
        } catch (Throwable thrown) {
            failure = thrown;
            return close(depth);
        }
        if (outcome != null && Awaits.isPending(outcome)) {
            label = IN_BODY;
            return Awaits.suspend(outcome, this);
        }
        value = outcome;
        return close(depth);
    }

    private Coroutine<T> begin() {
        Supplier<Coroutine<T>> begun = body;
        assert begun != null : "it begins once";
        body = null;
        return begun.get();
    }

    private @Nullable Object close(int depth) {
        Object outcome;
        try {
            outcome = Awaits.await(generator.close(), depth - 1);
        } catch (Throwable thrown) {
            return closed(thrown);
        }
        if (outcome != null && Awaits.isPending(outcome)) {
            label = CLOSING;
            return Awaits.suspend(outcome, this);
        }
        return closed(null);
    }

    /** As try-with-resources: what the closing throws does not hide what the body threw. */
    private @Nullable Object closed(@Nullable Throwable thrown) {
        if (failure != null) {
            if (thrown != null && thrown != failure) {
                failure.addSuppressed(thrown);
            }
            throw Sneaky.rethrow(failure);
        }
        if (thrown != null) {
            throw Sneaky.rethrow(thrown);
        }
        return value;
    }

    @Override
    public String name() {
        return "AsyncGenerator.using";
    }
}
