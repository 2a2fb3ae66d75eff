package dev.fermata.woven;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.internal.Trace;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a woven asynchronous generator, which is the generator itself. While a step of it runs, the {@link AsyncStep}
 * is its {@link #parent}.
 *
 * @param <Y> the type of the items
 * @param <S> the type of what is sent
 */
public abstract class AsyncGeneratorFrame<Y extends @Nullable Object, S extends @Nullable Object>
        extends CoroutineFrame<Void> implements AsyncGenerator<Y, S> {

    /** What the body returns instead of an item when it is over. */
    static final Object END = new Object();

    // CREATED -> RUNNING -> SUSPENDED -> RUNNING ... -> ENDED; the label tells where the body is in the meantime
    /** Whether a step is under way; the body may be suspended in an await. Guard: the loop's thread. */
    boolean stepping;

    /** Whether the body is over. Guard: the loop's thread. */
    boolean ended;

    /** For the woven subclasses. */
    protected AsyncGeneratorFrame() {}

    /**
     * What a body returns at its end.
     *
     * @param value what the user's return hands over: null, or what {@code done()} makes
     * @return the mark of the end
     * @throws IllegalStateException if it is something else
     */
    public static Object ended(@Nullable Object value) {
        if (value != null && !(value instanceof FinishedItems)) {
            throw new IllegalStateException("an asynchronous generator cannot end with " + value
                    + ": return done(), and " + "yield the items of another generator one by one");
        }
        return END;
    }

    @Override
    public final Coroutine<Y> send(@Nullable S value) {
        return AsyncStep.send(this, value, AsyncStep.RAISE);
    }

    @Override
    public final Coroutine<Y> sendOr(@Nullable S value, Y end) {
        return AsyncStep.send(this, value, end);
    }

    @Override
    public final Coroutine<Y> throw_(Throwable exception) {
        return AsyncStep.raise(this, Objects.requireNonNull(exception, "exception"));
    }

    @Override
    public final Coroutine<Void> close() {
        return AsyncStep.close(this);
    }

    @Override
    public final Coroutine<Void> forEach(Consumer<? super Y> action) {
        return new AsyncLoop<>(this, action);
    }

    @Override
    public final <T extends @Nullable Object> Coroutine<T> using(Supplier<Coroutine<T>> body) {
        return new AsyncScope<>(this, body);
    }

    /** The method and, where the class file has lines, the place at which it is suspended. */
    @Override
    public String toString() {
        return "AsyncGenerator[" + Trace.place(this) + "]";
    }
}
