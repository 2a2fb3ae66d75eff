package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Asyncio#taskGroup}. */
final class TaskGroupScope<T extends @Nullable Object> extends LibraryCoroutine<T> {
    private static final int BODY_DONE = 1;
    private static final int TASKS_DONE = 2;

    private TaskGroup.@Nullable Body<T> body; // null once it runs
    private @Nullable TaskGroup group;
    private @Nullable Object result; // of the body
    private @Nullable Throwable failure; // of the body

    TaskGroupScope(TaskGroup.Body<T> body) {
        this.body = body;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        if (at == START) {
            return enter();
        }
        if (at == BODY_DONE) {
            return exit(value, exception);
        }
        if (exception != null) {
            group().cancelled(exception);
        }
        return awaitTasks();
    }

    private TaskGroup group() {
        assert group != null : "it was entered";
        return group;
    }

    private @Nullable Object enter() {
        group = TaskGroup.enter();
        TaskGroup.Body<T> begun = body;
        assert begun != null : "it is entered once";
        body = null;
        Coroutine<T> inner;
        try {
            inner = begun.run(group);
        } catch (Throwable thrown) {
            return exit(null, thrown);
        }
        return inner == null ? exit(null, null) : await(BODY_DONE, inner);
    }

    private @Nullable Object exit(@Nullable Object value, @Nullable Throwable exception) {
        result = value;
        failure = exception;
        group().exit(exception);
        return awaitTasks();
    }

    private @Nullable Object awaitTasks() {
        Future<?> pending = group().pending();
        if (pending != null) {
            return await(TASKS_DONE, pending);
        }
        Throwable leaving = group().outcome(failure);
        if (leaving != null) {
            throw Sneaky.rethrow(leaving);
        }
        return end(result);
    }

    @Override
    protected String name() {
        return "taskGroup";
    }
}
