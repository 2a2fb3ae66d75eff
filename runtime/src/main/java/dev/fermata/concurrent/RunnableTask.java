package dev.fermata.concurrent;

import org.jspecify.annotations.Nullable;

/** A {@link Runnable} as a task with a value; serialisable if both are. */
record RunnableTask<T extends @Nullable Object>(
        Runnable runnable, @Nullable T result) implements SerializableCallable<@Nullable T> {
    static RunnableTask<Void> of(Runnable runnable) {
        return new RunnableTask<>(runnable, null);
    }

    @Override
    public @Nullable T call() {
        runnable.run();
        return result;
    }
}
