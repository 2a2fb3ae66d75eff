package dev.fermata.sync;

import dev.fermata.internal.Named;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.woven.CoroutineFrame;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of primitives return: nothing happens before it is awaited.
 *
 * <p>If it need not wait, it hands out its value at once. If it has to, a {@link Waiter} takes its place; so an operation
 * is in nobody's hands once it was awaited, and the compiler of the JVM mostly does without the object. For that, each has a
 * {@code step} of its own, which is short where nobody has to wait.
 */
abstract class Operation<T extends @Nullable Object> extends CoroutineFrame<T> implements Named {
    Operation() {
        NeverAwaited.made(this);
    }
}
