package dev.fermata.sync;

import dev.fermata.internal.Named;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.woven.CoroutineFrame;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of primitives return: nothing happens before it is awaited.
 *
 * <p>If it need not wait, it hands out its value at once. If it has to, a {@link Waiter} takes its place; so an operation
 * is in nobody's hands once it was awaited, and the compiler of the JVM mostly does without the object.
 */
abstract class Operation<T extends @Nullable Object> extends CoroutineFrame<T> implements Named {
    Operation() {
        NeverAwaited.made(this);
    }

    @Override
    public final @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        label = RUNNING;
        return begin();
    }

    /** Returns the value, wrapped if it might be an awaitable, or what {@link Waiter#waitIn} returns. */
    abstract @Nullable Object begin();
}
