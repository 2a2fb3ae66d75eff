package dev.fermata.concurrent;

import org.jspecify.annotations.Nullable;

/**
 * What became of a task.
 *
 * @param failure null if it has a value
 */
record Answer(@Nullable Object value, @Nullable Throwable failure) {
    void complete(ProcessTask<?> task) {
        if (failure == null) {
            task.succeed(value);
        } else {
            boolean unused = task.completeExceptionally(failure);
        }
    }
}
