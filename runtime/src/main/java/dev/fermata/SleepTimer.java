package dev.fermata;

import org.jspecify.annotations.Nullable;

/** The future that a sleeping task awaits, and at the same time the loop's timer. */
class SleepTimer<T extends @Nullable Object> extends Future<T> {
    SleepTimer(EventLoop loop) {
        super(loop);
    }

    /** A timer that ends with {@code value}. */
    static <T extends @Nullable Object> SleepTimer<T> of(EventLoop loop, @Nullable T value) {
        return value == null ? new SleepTimer<>(loop) : new WithValue<>(loop, value);
    }

    /** Wakes the sleeper, unless it was cancelled. Called by the loop when it is due. */
    final void run() {
        if (!isDone()) {
            succeed(value());
        }
    }

    @Nullable
    T value() {
        return null;
    }

    @Override
    public final boolean cancel(@Nullable String message) {
        boolean cancelled = super.cancel(message);
        if (cancelled && isDone()) {
            loop.timers.cancelled();
        }
        return cancelled;
    }

    @Override
    final String purpose() {
        return "time to pass";
    }

    @Override
    final String describe(String state) {
        return "sleep[" + state + "]";
    }

    private static final class WithValue<T extends @Nullable Object> extends SleepTimer<T> {
        private final @Nullable T value;

        WithValue(EventLoop loop, @Nullable T value) {
            super(loop);
            this.value = value;
        }

        @Override
        @Nullable
        T value() {
            return value;
        }
    }
}
