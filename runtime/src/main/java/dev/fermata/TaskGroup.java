package dev.fermata;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: the scope of {@link Asyncio#taskGroup} ends when all of them have.
 *
 * <p>Confined to the loop's thread.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-task.html#task-groups">asyncio: Task Groups</a>
 */
public final class TaskGroup {
    /**
     * What runs in the scope of a group.
     *
     * @param <T> the type of its value
     */
    @FunctionalInterface
    public interface Body<T extends @Nullable Object> {
        /**
         * Makes the coroutine. Called once.
         *
         * @param group to create tasks in
         * @return the coroutine; null for none
         * @throws Exception anything
         */
        @Nullable
        Coroutine<T> run(TaskGroup group) throws Exception;
    }

    private final EventLoop loop;
    private final Task<?> parent;
    private final Set<Task<?>> tasks = new LinkedHashSet<>();
    private final List<Throwable> errors = new ArrayList<>();
    private boolean exiting; // the body is over
    private boolean aborting; // the tasks have been cancelled
    private boolean parentCancelRequested;
    private @Nullable Future<Boolean> allDone; // what the scope waits for
    private @Nullable Throwable cancellation; // to be thrown at the end

    private TaskGroup(EventLoop loop, Task<?> parent) {
        this.loop = loop;
        this.parent = parent;
    }

    /** Makes a group in the present task. */
    static TaskGroup enter() {
        EventLoop loop = EventLoop.running();
        Task<?> parent = loop.current;
        if (parent == null) {
            throw new IllegalStateException("a task group should be used inside a task, not in a callback");
        }
        return new TaskGroup(loop, parent);
    }

    /**
     * Makes a task of a coroutine.
     *
     * @param coroutine not started
     * @param <T> the type of its value
     * @return a task, for which the scope waits
     * @throws IllegalStateException if the scope is over, or is shutting down
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null, null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name.
     *
     * @param coroutine not started
     * @param name for messages
     * @param <T> the type of its value
     * @return a task, for which the scope waits
     * @throws IllegalStateException as for {@link #createTask(Coroutine)}
     */
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return createTask(coroutine, name, null);
    }

    /**
     * As {@link #createTask(Coroutine)}, with a name and a context.
     *
     * @param coroutine not started
     * @param name for messages; null for {@code Task-} and a number
     * @param context for its body to run in; null for a copy of the current one
     * @param <T> the type of its value
     * @return a task, for which the scope waits
     * @throws IllegalStateException as for {@link #createTask(Coroutine)}
     */
    public <T extends @Nullable Object> Task<T> createTask(
            Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
        if (exiting && tasks.isEmpty()) {
            throw new IllegalStateException(
                    this + " is finished: it takes tasks while its body runs, or one of its tasks");
        }
        if (aborting) {
            throw new IllegalStateException(this + " is shutting down: its tasks are being cancelled");
        }
        Task<T> task = loop.createTask(coroutine, name, context);
        tasks.add(task);
        task.addDoneCallback(done -> taskDone(task));
        return task;
    }

    private void taskDone(Task<?> task) {
        tasks.remove(task);
        if (allDone != null && tasks.isEmpty()) {
            Waiting.release(allDone);
        }
        Throwable exception = task.isCancelled() ? null : task.exception();
        if (exception == null) {
            return;
        }
        errors.add(exception);
        if (parent.isDone()) {
            loop.callExceptionHandler(new ExceptionContext(
                    task + " has errored out but its parent " + parent + " is already completed", exception, task));
        } else if (!aborting && !parentCancelRequested) {
            abort();
            parentCancelRequested = true;
            parent.cancel();
        }
    }

    private void abort() {
        aborting = true;
        for (Task<?> task : tasks) {
            task.cancel();
        }
    }

    /** Notes that the body is over, and what it has thrown. */
    void exit(@Nullable Throwable exception) {
        exiting = true;
        if (exception instanceof CancelledError) {
            cancellation = exception;
        }
        if (exception != null && !aborting) {
            abort();
        }
    }

    /** Notes that the parent was cancelled while it waited for the tasks. */
    void cancelled(Throwable error) {
        if (!aborting) {
            cancellation = error;
            abort();
        }
    }

    /** What to wait for next; null if all tasks are done. */
    @Nullable
    Future<Boolean> pending() {
        if (tasks.isEmpty()) {
            return null;
        }
        allDone = loop.createFuture();
        return allDone;
    }

    /** What leaves the scope, when all tasks are done; null for nothing. */
    @Nullable
    Throwable outcome(@Nullable Throwable ofBody) {
        if (parentCancelRequested && parent.uncancel() == 0) {
            cancellation = null;
        }
        if (cancellation != null && errors.isEmpty()) {
            return cancellation;
        }
        if (ofBody != null && !(ofBody instanceof CancelledError)) {
            errors.add(ofBody);
        }
        if (errors.isEmpty()) {
            return null;
        }
        if (parent.cancelling() > 0) {
            // It is being cancelled from outside as well: again at its next suspension, with the count as it was.
            parent.uncancel();
            parent.cancel();
        }
        return new ExceptionGroup("unhandled errors in a TaskGroup", errors);
    }

    /** How many tasks and errors it has, and whether it is shutting down. */
    @Override
    public String toString() {
        return "TaskGroup[tasks=" + tasks.size() + ", errors=" + errors.size() + (aborting ? ", cancelling" : "") + "]";
    }
}
