package dev.fermata.concurrent;

import dev.fermata.internal.worker.ValueInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a worker process: type, message and stack of an exception as it was there.
 *
 * <p>A task's exception arrives as it was thrown, with its own type and its stack in the worker; the last of its causes is
 * one of these, and says which worker that was. Where the exception itself cannot travel, because it cannot be serialised or
 * its class is unknown here, this one is thrown in its place.
 */
public final class RemoteFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final String RUNS_TASKS = "dev.fermata.internal.worker.";

    /** The type of the exception, as {@code Class.getName} spells it. */
    private final String type;

    private final long pid;

    /** The exception itself, if it can be serialised. Only on the way. */
    private byte @Nullable [] original;

    private RemoteFailure(Throwable thrown, @Nullable RemoteFailure cause) {
        super(thrown + " (in worker process " + ProcessHandle.current().pid() + ")", cause);
        this.type = thrown.getClass().getName();
        this.pid = ProcessHandle.current().pid();
        setStackTrace(thrown.getStackTrace());
    }

    /**
     * Describes an exception, in the process in which it was thrown.
     *
     * @param thrown as it was thrown
     * @return its description, with the exception itself inside if it can be serialised
     */
    public static RemoteFailure of(Throwable thrown) {
        trim(thrown);
        RemoteFailure failure = describe(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
            failure.original = bytes.toByteArray();
        } catch (Exception | StackOverflowError e) {
            // Then only the description travels.
        }
        return failure;
    }

    /** Takes off the frames below the task. */
    private static void trim(Throwable thrown) {
        StackTraceElement[] stack = thrown.getStackTrace();
        int end = stack.length;
        while (end > 0 && stack[end - 1].getClassName().startsWith(RUNS_TASKS)) {
            end--;
        }
        if (end > 0 && end < stack.length) {
            StackTraceElement[] kept = new StackTraceElement[end];
            System.arraycopy(stack, 0, kept, 0, end);
            thrown.setStackTrace(kept);
        }
    }

    private static RemoteFailure describe(Throwable thrown, Set<Throwable> seen) {
        Throwable cause = seen.add(thrown) ? thrown.getCause() : null;
        return new RemoteFailure(thrown, cause == null ? null : describe(cause, seen));
    }

    /** The exception to throw here: the original one with this as its last cause, or this one. */
    Throwable restore(ClassLoader loader, ObjectInputFilter filter) {
        byte[] bytes = original;
        original = null;
        if (bytes == null) {
            return this;
        }
        try (ValueInputStream in = new ValueInputStream(new ByteArrayInputStream(bytes), loader, filter)) {
            Throwable thrown = (Throwable) in.readValue();
            if (thrown != null) {
                mark(thrown);
                return thrown;
            }
        } catch (IOException | ClassNotFoundException | RuntimeException | Error e) {
            addSuppressed(e);
        }
        return this;
    }

    private void mark(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable last = thrown;
        for (Throwable cause = last.getCause(); cause != null && seen.add(cause); cause = last.getCause()) {
            last = cause;
        }
        RemoteFailure marker = new RemoteFailure(this, last);
        try {
            last.initCause(marker);
        } catch (IllegalStateException fixed) {
            last.addSuppressed(marker);
        }
    }

    /** Says where {@code last} comes from. */
    private RemoteFailure(RemoteFailure description, Throwable last) {
        super(last.getClass().getName() + " was thrown in worker process " + description.pid);
        this.type = last.getClass().getName();
        this.pid = description.pid;
        setStackTrace(last.getStackTrace());
    }

    /**
     * The type of the exception that was thrown.
     *
     * @return the name of its class, which this process may not have
     */
    public String type() {
        return type;
    }

    /**
     * The process in which it was thrown.
     *
     * @return its identifier; the process may have ended
     */
    public long pid() {
        return pid;
    }
}
