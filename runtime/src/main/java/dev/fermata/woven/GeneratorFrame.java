package dev.fermata.woven;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import dev.fermata.internal.Sneaky;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a woven generator, which is the generator itself: it holds the variables while the body is suspended.
 *
 * <p>The weaver makes one subclass per woven method. The subclass overrides {@link #step}, which calls the body in the
 * user's class, and the methods of {@link Generator} that resume, so that a consumer's call site sees the exact type and
 * the compiler can inline the body into it.
 *
 * @param <Y> the type of the values that are handed out
 * @param <S> the type of the values that are sent
 * @param <R> the type of the value at the end
 */
public abstract class GeneratorFrame<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        extends Generator<Y, S, R> {

    // The label says where the body goes on, or that it does not.
    // CREATED -> RUNNING -> a suspension point -> RUNNING ... -> RETURNED -> EXHAUSTED
    //                                                         -> FAILED | EXITED
    /** The label of a generator that was not started. Labels above it are suspension points. */
    public static final int CREATED = 0;

    /** The label while the body runs. Labels below it are ends. */
    public static final int RUNNING = -1;

    /** The label after the body has returned, until somebody asks again. */
    public static final int RETURNED = -2;

    /** The label of a generator that has returned and was asked again: its value has been handed out. */
    static final int EXHAUSTED = -3;

    /** The label after an exception has left the body. */
    static final int FAILED = -4;

    /** The label after {@link #close()}. */
    static final int EXITED = -5;

    /** The label of a body that is over but for the generator it returned: see {@link DelegatingFrame#tail}. */
    static final int TAIL = Integer.MAX_VALUE;

    /** What {@link #step} returns instead of an item when the body has returned. No body can yield it. */
    public static final Object END = new Marker("END");

    /** What {@link #step} returns instead of an item when the body has begun to delegate. */
    static final Object DELEGATED = new Marker("DELEGATED");

    /** Where the body goes on: see above. Written by the body as it suspends. Guard: whoever uses the generator. */
    public int label;

    /** The value of the body after it has returned; null before. Written by the body. Guard: as for the label. */
    public @Nullable Object result;

    /** Who delegates to this generator and resumes it; null for none. Guard: whoever uses the generator. */
    @Nullable
    DelegatingFrame<?, ?, ?> parent;

    /** For the woven subclasses. */
    protected GeneratorFrame() {}

    /**
     * Runs the body of this generator from where it stopped, not regarding what it delegates to.
     *
     * @param value what the yield evaluates to
     * @param exception what the yield throws; null for none
     * @return what the body yields, {@link #END} if it returns, or the mark that it delegates
     */
    public abstract @Nullable Object step(@Nullable Object value, @Nullable Throwable exception);

    /** Drops the references to the variables, as the body will not run again. Overridden where there are any. */
    protected void clear() {}

    /** Runs this generator, or what it delegates to, until one of them yields, and returns as {@link #step} does. */
    @Nullable
    Object resume(@Nullable Object value, @Nullable Throwable exception) {
        return step(value, exception);
    }

    /**
     * Answers for a body that is not suspended, when it is asked to go on.
     *
     * @param exception what should be thrown into it; null for none
     * @return {@link #END}
     * @throws IllegalStateException if the body is running
     */
    protected final Object idle(@Nullable Throwable exception) {
        if (label == RUNNING) {
            throw executing();
        }
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        if (label == RETURNED) {
            label = EXHAUSTED;
        }
        return END;
    }

    /**
     * Notes that an exception has left the body.
     *
     * @param exception what was thrown
     * @return what the consumer gets: the same, but for a {@link StopIteration}, which would look like the end
     * @see <a href="https://peps.python.org/pep-0479/">PEP 479</a>
     */
    protected final Throwable failed(Throwable exception) {
        label = exception instanceof GeneratorExit ? EXITED : FAILED;
        clear();
        if (exception instanceof StopIteration) {
            return new IllegalStateException("generator " + where() + " raised StopIteration", exception);
        }
        return exception;
    }

    /**
     * Ends the body with a value. Woven bodies have the same in their own code, so that it is always inlined.
     *
     * @param value the return value
     * @return {@link #END}
     */
    final Object returned(@Nullable Object value) {
        result = value;
        label = RETURNED;
        clear();
        return END;
    }

    /**
     * What a {@code yield} does when it is resumed.
     *
     * @param value what was sent
     * @param exception what was thrown into the generator; null for none
     * @return the value
     */
    public static @Nullable Object resumed(@Nullable Object value, @Nullable Throwable exception) {
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return value;
    }

    /**
     * Goes on after the generator that the body returned has ended.
     *
     * @param value its value
     * @param exception what it threw; null for none
     * @return {@link #END}
     */
    public final Object afterTail(@Nullable Object value, @Nullable Throwable exception) {
        return returned(resumed(value, exception));
    }

    /**
     * The end signal, with the value if it is the first one.
     *
     * @return the exception to throw
     */
    protected final StopIteration stopped() {
        return new StopIteration(label == RETURNED ? result : null);
    }

    /**
     * The error of sending a value to a generator that was not started.
     *
     * @param value the value
     * @return the error to throw
     */
    protected final IllegalStateException notStarted(Object value) {
        return new IllegalStateException("cannot send " + value + " to the just-started generator " + where()
                + ": no yield waits for it. Call next() or send(null) first.");
    }

    @Override
    public Y next() {
        Object item = resume(null, null);
        if (item == END) {
            throw stopped();
        }
        return item(item);
    }

    @Override
    public Y nextOr(Y end) {
        Object item = resume(null, null);
        return item == END ? end : item(item);
    }

    @Override
    public Y send(@Nullable S value) {
        if (value != null && label == CREATED) {
            throw notStarted(value);
        }
        Object item = resume(value, null);
        if (item == END) {
            throw stopped();
        }
        return item(item);
    }

    @Override
    public Y sendOr(@Nullable S value, Y end) {
        if (value != null && label == CREATED) {
            throw notStarted(value);
        }
        Object item = resume(value, null);
        return item == END ? end : item(item);
    }

    @Override
    public final Iterator<Y> iterator() {
        return new FrameIterator<>(this);
    }

    @Override
    public final Y throw_(Throwable exception) {
        Object item = raise(Objects.requireNonNull(exception, "exception"));
        if (item == END) {
            throw stopped();
        }
        return item(item);
    }

    /** Throws into this generator as {@link #throw_} does, and returns as {@link #step} does. */
    final @Nullable Object raise(Throwable exception) {
        if (label == CREATED) {
            throw Sneaky.rethrow(failed(exception));
        }
        return resume(null, closeDelegate(exception));
    }

    @Override
    public final void close() {
        if (label == CREATED) {
            label = EXITED;
            clear();
        } else if (label >= RUNNING) {
            Object item;
            try {
                item = resume(null, closeDelegate(new GeneratorExit()));
            } catch (GeneratorExit closed) {
                return;
            }
            if (item != END) {
                throw ignoredExit();
            }
        }
    }

    /**
     * Closes what this generator delegates to, if {@code exception} is the exit signal.
     *
     * @return what to throw into this generator: {@code exception}, or what came out of the closing
     */
    Throwable closeDelegate(Throwable exception) {
        return exception;
    }

    @Override
    public final R result() {
        if (label == RETURNED || label == EXHAUSTED) {
            return item(result);
        }
        throw new IllegalStateException("generator " + where() + " has no result: "
                + switch (label) {
                    case FAILED -> "it failed";
                    case EXITED -> "it was closed before it returned";
                    default -> "it has not ended";
                });
    }

    @Override
    public final State state() {
        if (isExecuting()) {
            return State.RUNNING;
        }
        if (label == CREATED) {
            return State.CREATED;
        }
        return label > CREATED ? State.SUSPENDED : State.CLOSED;
    }

    /**
     * Throws {@code pending} into this generator, as a part of the closing of one that delegates to it.
     *
     * @return what came out instead of the end or the exit signal; null for nothing
     */
    final @Nullable Throwable exit(Throwable pending) {
        try {
            return resume(null, pending) == END ? null : ignoredExit();
        } catch (GeneratorExit closed) {
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** Whether the body runs, or a generator that it delegates to. */
    boolean isExecuting() {
        return isActive();
    }

    /** Whether somebody has called this very generator, and the call is under way. */
    boolean isActive() {
        return label == RUNNING;
    }

    final IllegalStateException executing() {
        return new IllegalStateException("generator " + where() + " is already executing");
    }

    final IllegalStateException ignoredExit() {
        return new IllegalStateException(
                "generator " + where() + " ignored GeneratorExit: it yielded while it was being "
                        + "closed. Do not yield in a finally block or after catching GeneratorExit.");
    }

    /** The method and, where the class file has lines, the place at which the body is suspended. */
    private String where() {
        FrameInfo info = getClass().getAnnotation(FrameInfo.class);
        if (info == null) {
            return getClass().getSimpleName();
        }
        int line = label >= CREATED && label < info.lines().length ? info.lines()[label] : 0;
        return info.method() + (line > 0 ? " (" + info.file() + ":" + line + ")" : "");
    }

    /** The method, the state, and the line at which it is suspended. */
    @Override
    public String toString() {
        return "Generator[" + where() + ", " + state() + "]";
    }

    /** Items travel untyped through the body. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    static <T extends @Nullable Object> T item(@Nullable Object item) {
        return (T) item;
    }

    private record Marker(String name) {}
}
