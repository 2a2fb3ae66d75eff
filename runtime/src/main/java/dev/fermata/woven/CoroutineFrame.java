package dev.fermata.woven;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.internal.Sneaky;
import dev.fermata.internal.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a woven coroutine: it holds the variables while the body is suspended, and is the coroutine itself where
 * somebody keeps one.
 *
 * <p>A body that awaits the call of another woven method runs the other's body directly. Only if that suspends are frames
 * made, from the inside to the outside: each body that gets a frame instead of a value makes its own, links it by
 * {@link Awaits#suspend}, and returns the same one, the innermost, to its caller. So the driver of the outermost body gets
 * the frame that it has to resume, and climbs from it by {@link #parent} in a loop.
 *
 * @param <T> the type of the value
 */
public abstract class CoroutineFrame<T extends @Nullable Object> extends Coroutine<T> {
    // The label says where the body goes on, or that it does not.
    // CREATED -> RUNNING -> a suspension point -> RUNNING ...    and RUNNING for ever when the body is over
    /** The label of a coroutine that was not started. Labels above it are suspension points. */
    public static final int CREATED = 0;

    /** The label while the body runs and when it is over: it cannot be awaited again. */
    public static final int RUNNING = -1;

    /** Where the body goes on: see above. Written by the body as it suspends. Guard: the thread that runs the task. */
    public int label;

    /** The frame that gets the value of this one; null for none, and while nothing is suspended. Guard: as label. */
    public @Nullable CoroutineFrame<?> parent;

    /**
     * What the body waits for, in the innermost frame: a future, or the mark of a bare hop. Null in a frame that only has
     * to be run: it was made because the stack is deep. Guard: as label.
     */
    public @Nullable Awaitable<?> awaiting;

    /** While a suspension travels outwards, the outermost frame so far, in the innermost one. Guard: as label. */
    @Nullable
    CoroutineFrame<?> outermost;

    /** For the woven subclasses, and those of the library. */
    protected CoroutineFrame() {}

    /**
     * Runs the body from where it stopped.
     *
     * @param depth how many bodies are on the stack already, as a negative number
     * @param value what the await evaluates to
     * @param exception what the await throws; null for none
     * @return the value of the body, as {@link Awaits#result} wraps it; or, if it is suspended, the innermost frame
     */
    public abstract @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception);

    /** Drops the references to the variables, as the body will not run again. Overridden where there are any. */
    protected void clear() {}

    /**
     * What an {@code await} does when the body goes on.
     *
     * @param value what was awaited
     * @param exception what awaiting it throws; null for nothing
     * @return the value
     */
    public static @Nullable Object resumed(@Nullable Object value, @Nullable Throwable exception) {
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return value;
    }

    /** The method and, where the class file has lines, the place at which it is suspended. */
    @Override
    public String toString() {
        return "Coroutine[" + Trace.place(this) + "]";
    }
}
