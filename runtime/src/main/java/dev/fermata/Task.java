package dev.fermata;

import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Trace;
import dev.fermata.internal.WaitingFrame;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import dev.fermata.woven.Result;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that an {@link EventLoop} runs beside others, and the future of its value.
 *
 * <p>{@link Asyncio#createTask} makes one; its body begins in a later turn of the loop, never at once. Its methods are for the
 * loop's thread, except those of which {@link Future} says that they are not.
 *
 * @param <T> the type of the value
 * @see <a href="https://docs.python.org/3/library/asyncio-task.html#task-object">asyncio: Task object</a>
 */
public final class Task<T extends @Nullable Object> extends Future<T> {
    // A task that is not done is in one of three states:
    // READY     in the loop's ready queue, once   -> RUNNING    step()
    // RUNNING   loop.current                      -> READY      after a hop
    //                                             -> WAITING    for the future that the innermost frame awaits
    //                                             -> done
    // WAITING   among that future's callbacks     -> READY      when it is done
    // All fields: guard is the loop's thread.

    /** The innermost suspended frame, at first the coroutine; null when the task is done. */
    private @Nullable CoroutineFrame<?> frame;

    private boolean started;

    /** What the body runs in; null for an empty context that nobody has asked for. */
    @Nullable
    Context context;

    private final int number;
    /** The name that it has been given; else the class of its coroutine, to say which it was when the task is done. */
    private Object name;

    /** The requests to cancel; null before the first. */
    private @Nullable Cancellation cancellation;

    /** The neighbours in the loop's list of tasks. */
    @Nullable
    Task<?> previous;

    @Nullable
    Task<?> next;

    Task(EventLoop loop, Coroutine<T> coroutine, @Nullable String name, @Nullable Context context) {
        super(loop);
        CoroutineFrame<?> body = coroutine == Awaits.HOP ? new Sleep<>(0, null) : (CoroutineFrame<?>) coroutine;
        this.frame = body;
        this.number = loop.tasks.nextNumber();
        this.name = name == null ? body.getClass() : name;
        this.context = context;
    }

    // ---- running

    /** Runs the body until it waits again, or ends. Called by the loop for a task that is ready. */
    void step() {
        CoroutineFrame<?> at = frame;
        assert at != null : "a task that is done is not ready";
        if (!started) {
            begin(at);
        } else if (at.awaiting instanceof Future<?> awaited) {
            wakeUp(at, awaited);
        } else {
            resume(at, null, null);
        }
    }

    private void begin(CoroutineFrame<?> coroutine) {
        started = true;
        NeverAwaited.started(coroutine);
        if (coroutine.label != CoroutineFrame.CREATED) {
            thrown(new IllegalStateException(
                    "cannot reuse already awaited coroutine " + coroutine + ": call the method again for another one"));
        } else if (hasUndelivered()) {
            Awaits.end(coroutine); // it never begins
            thrown(deliver());
        } else {
            resume(coroutine, null, null);
        }
    }

    private boolean hasUndelivered() {
        return cancellation != null && cancellation.isUndelivered();
    }

    private CancelledError deliver() {
        return Objects.requireNonNull(cancellation).deliver();
    }

    private void wakeUp(CoroutineFrame<?> at, Future<?> awaited) {
        Object ended = awaited.outcome();
        if (!(ended instanceof Ended)) {
            resume(at, ended, null);
        } else if (ended instanceof Ended.Failed failed) {
            resume(at, null, failed.retrieve());
        } else if (ended instanceof Ended.Cancelled cancelled) {
            resume(at, null, cancelled.error());
        } else {
            resume(at, null, null);
        }
    }

    private void resume(CoroutineFrame<?> at, @Nullable Object value, @Nullable Throwable exception) {
        Throwable thrown = exception;
        if (hasUndelivered()) {
            CancelledError error = deliver();
            thrown = thrown instanceof CancelledError ? thrown : error;
        }
        Strand strand = loop.strand();
        if (strand.context != context) {
            strand.context = context;
        }
        loop.current = this;
        Object returned;
        try {
            returned = Awaits.drive(at, thrown == null ? value : null, thrown);
        } catch (Throwable leaving) {
            thrown(leaving);
            return;
        }
        stepped(returned);
    }

    private void stepped(@Nullable Object returned) {
        if (returned instanceof CoroutineFrame<?> innermost) {
            if (frame != innermost) {
                frame = innermost;
            }
            if (innermost.awaiting == Awaits.HOP) {
                loop.ready.add(this);
            } else {
                await(innermost, (Future<?>) Objects.requireNonNull(innermost.awaiting));
            }
            return;
        }
        if (hasUndelivered()) {
            finish(new Ended.Cancelled(deliver().getMessage(), null));
        } else {
            Object value = returned instanceof Result wrapped ? wrapped.value : returned;
            finish(value == null ? Ended.Null.INSTANCE : value);
        }
    }

    private void await(CoroutineFrame<?> innermost, Future<?> awaited) {
        if (awaited.loop != loop) {
            refuse(
                    innermost,
                    this + " awaits " + awaited + ", which belongs to another loop. Use toCompletableFuture() to "
                            + "wait for it.");
        } else if (awaited == this) {
            refuse(innermost, "task cannot await itself: " + this);
        } else {
            awaited.tellWhenDone(this);
            if (cancellation != null) {
                cancellation.deliverTo(awaited);
            }
        }
    }

    /** Throws into the coroutine at its next step, for what it awaits can never wake it. */
    private void refuse(CoroutineFrame<?> innermost, String reason) {
        innermost.awaiting = null;
        IllegalStateException exception = new IllegalStateException(reason);
        loop.ready.add(new Handle(loop, (Runnable) () -> resume(innermost, null, exception), null));
    }

    private void thrown(Throwable exception) {
        if (exception instanceof CancelledError error) {
            finish(new Ended.Cancelled(error.getMessage(), error));
            return;
        }
        leave();
        fail(exception);
        if (exception instanceof VirtualMachineError) {
            loop.callExceptionHandler(new ExceptionContext("The virtual machine failed in a task", exception, this));
        }
    }

    private void finish(Object ended) {
        leave();
        end(ended);
    }

    private void leave() {
        frame = null;
        loop.tasks.remove(this);
    }

    // ---- cancelling

    /**
     * Requests that this task be cancelled: a {@link CancelledError} is thrown where it waits, or at its next step.
     *
     * <p>What the task waits for is cancelled, and a task that it waits for gets the request first. The body may catch the
     * error and go on; the task is then not cancelled. On another thread than the loop's the request is handed over.
     *
     * @param message of the error; may be null
     * @return false if the task is done
     */
    @Override
    public boolean cancel(@Nullable String message) {
        if (isDone()) {
            return false;
        }
        if (!loop.thread.isOwner()) {
            hand(() -> cancel(message));
            return true;
        }
        Cancellation.request(this, message);
        return true;
    }

    /** Its requests to cancel, of which there may be none yet. */
    Cancellation requests() {
        Cancellation known = cancellation;
        if (known == null) {
            known = new Cancellation();
            cancellation = known;
        }
        return known;
    }

    /**
     * Stops waiting, for what it waits for waits for itself and can never be done. In asyncio such a cancellation ends with
     * the stack.
     */
    void breakOut(@Nullable String message) {
        CoroutineFrame<?> at = frame;
        assert at != null && at.awaiting instanceof Future<?> : "it waits";
        ((Future<?>) at.awaiting).tellNoMore(this);
        at.awaiting = null;
        requests().deliverLater(message);
        loop.ready.add(this);
    }

    /** What it waits for; null if it is running or has not begun. */
    @Nullable
    Future<?> awaited() {
        CoroutineFrame<?> at = frame;
        return started && at != null && loop.current != this && at.awaiting instanceof Future<?> future ? future : null;
    }

    /**
     * How many requests to cancel have not been taken back.
     *
     * @return the calls of {@link #cancel} while the task was not done, less those of {@link #uncancel}
     */
    public int cancelling() {
        return cancellation == null ? 0 : cancellation.count();
    }

    /**
     * Takes one request to cancel back: whoever made it has dealt with it. When none is left, one that was not delivered yet
     * is withdrawn.
     *
     * @return how many are left
     */
    public int uncancel() {
        return cancellation == null ? 0 : cancellation.withdraw();
    }

    // ---- description

    /**
     * The name.
     *
     * @return {@code Task-} and a number, unless it has been given another one
     */
    public String name() {
        return name instanceof String given ? given : "Task-" + number;
    }

    /**
     * Gives it another name.
     *
     * @param name for messages
     */
    public void setName(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * The context that the body runs in.
     *
     * @return the context, not a copy
     */
    public Context context() {
        if (context == null) {
            context = new Context();
        }
        return context;
    }

    /**
     * Where the body is suspended. On another thread than the loop's it may be half of one answer and half of the next.
     *
     * @return the methods that wait for each other, the innermost first, as in {@code Shop.buy (Shop.java:31)}; the method of
     *     the coroutine alone while the task runs, as the thread's own stack tells more; empty if it is done
     * @see <a href="https://docs.python.org/3/library/asyncio-task.html#asyncio.Task.get_stack">asyncio: Task.get_stack</a>
     */
    public List<String> stack() {
        List<String> stack = Trace.of(frame);
        return loop.current == this && !stack.isEmpty() ? stack.subList(stack.size() - 1, stack.size()) : stack;
    }

    /**
     * Not for tasks.
     *
     * @throws UnsupportedOperationException always: a task has the value of its coroutine
     */
    @Override
    public void setResult(T value) {
        throw new UnsupportedOperationException("a task has the value of its coroutine: " + this);
    }

    /**
     * Not for tasks.
     *
     * @throws UnsupportedOperationException always: a task fails as its coroutine does
     */
    @Override
    public void setException(Throwable exception) {
        throw new UnsupportedOperationException("a task fails as its coroutine does: " + this);
    }

    /**
     * What it does or waits for, in words: for showing, not for deciding.
     *
     * @return as in {@code waits for Task-2}, {@code is ready to go on}, {@code is done}
     */
    public String situation() {
        CoroutineFrame<?> at = frame;
        if (at == null) {
            return "is done";
        }
        if (loop.current == this) {
            return "is running";
        }
        if (!started) {
            return "has not begun";
        }
        return at.awaiting instanceof Future<?> future && !future.isDone()
                ? "waits for " + purpose(at, future)
                : "is ready to go on";
    }

    private static String purpose(CoroutineFrame<?> at, Future<?> awaited) {
        return at instanceof WaitingFrame waiting ? waiting.purpose() : awaited.purpose();
    }

    @Override
    String purpose() {
        return name();
    }

    @Override
    String describe(String state) {
        return "Task[" + name() + ", " + state + (frame == null ? ofMethod() : whereabouts()) + "]";
    }

    private String whereabouts() {
        return ", " + situation() + ", " + String.join(" <- ", stack());
    }

    private String ofMethod() {
        String method = name instanceof Class<?> coroutine ? Trace.method(coroutine) : null;
        return method == null ? "" : ", " + method;
    }

    /**
     * The name and the state. While it is not done also what it waits for, and where it is: the methods that wait for each other,
     * the innermost first. When it is done, the method of its coroutine, unless it has been given a name.
     */
    @Override
    public String toString() {
        return super.toString();
    }
}
