package dev.fermata;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@link Asyncio#run} does. */
final class Runner {
    private static final Duration MOST_JOINING = Duration.ofMinutes(5);

    private Runner() {}

    static <T extends @Nullable Object> T run(Coroutine<T> main) {
        requireNoLoop();
        return run(main, EventLoop.create());
    }

    static <T extends @Nullable Object> T run(Coroutine<T> main, Supplier<EventLoop> loops) {
        requireNoLoop();
        return run(main, loops.get());
    }

    private static void requireNoLoop() {
        if (EventLoop.runningOrNull() != null) {
            throw new IllegalStateException(
                    "Asyncio.run() cannot be called from a running event loop. Await the coroutine instead.");
        }
    }

    private static <T extends @Nullable Object> T run(Coroutine<T> main, EventLoop made) {
        try (EventLoop loop = made) {
            Task<T> task = loop.createTask(main);
            ShutdownHook hook = ShutdownHook.install(loop, task);
            try {
                return loop.runUntilComplete(task);
            } catch (CancelledError error) {
                hook.silence(error);
                throw error;
            } finally {
                boolean interrupted = Thread.interrupted();
                try {
                    end(loop);
                } finally {
                    hook.remove();
                    if (interrupted) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        }
    }

    private static void end(EventLoop loop) {
        cancelAll(loop);
        loop.runUntilComplete(loop.shutdownAsyncGenerators());
        loop.runUntilComplete(loop.shutdownDefaultExecutor(MOST_JOINING));
    }

    private static void cancelAll(EventLoop loop) {
        Set<Task<?>> left = loop.tasks.all();
        if (left.isEmpty()) {
            return;
        }
        left.forEach(Task::cancel);
        loop.runUntilComplete(GatheringFuture.of(loop, left, child -> null, false));
        for (Task<?> task : left) {
            if (!task.isCancelled() && task.exception() != null) {
                loop.callExceptionHandler(new ExceptionContext(
                        "unhandled exception during Asyncio.run() shutdown", task.exception(), task));
            }
        }
    }
}
