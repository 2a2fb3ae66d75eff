package dev.fermata.sync;

import dev.fermata.internal.LibraryCoroutine;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Barrier#reset} and {@link Barrier#abort}: changes the state, and wakes all. */
final class BarrierChange extends LibraryCoroutine<Void> {
    private static final int LOCKED = 1;

    private final Barrier barrier;
    private final String name;
    private final Runnable change;

    BarrierChange(Barrier barrier, String name, Runnable change) {
        this.barrier = barrier;
        this.name = name;
        this.change = change;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        if (at == START) {
            return await(LOCKED, barrier.condition.acquire());
        }
        resumed(value, exception);
        change.run();
        barrier.condition.signalAll();
        barrier.condition.release();
        return end(null);
    }

    @Override
    protected String name() {
        return name;
    }
}
