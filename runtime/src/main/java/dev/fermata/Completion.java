package dev.fermata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a future ends, and who is told. For the owner of its loop, but for what reads the outcome. */
abstract class Completion<T extends @Nullable Object> extends Awaitable<T> {
    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(Completion.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final EventLoop loop;

    // PENDING (null) -> a value | Ended.Null | Ended.Failed | Ended.Cancelled    terminal; then the callbacks, in order
    /** How it has ended. Written on the loop's thread with release, so that other threads may read it. */
    @SuppressWarnings("UnusedVariable") // used by its handle
    private @Nullable Object outcome;

    /**
     * Who is told: nobody (null), a task that awaits this, a {@link DoneCallback}, a {@link FutureLatch}, or a list of
     * these. Guard: the loop's thread.
     */
    private @Nullable Object callbacks;

    Completion(EventLoop loop) {
        this.loop = loop;
    }

    // ---- the outcome

    final @Nullable Object outcome() {
        return OUTCOME.getAcquire(this);
    }

    /**
     * Whether it has ended. Any thread may ask.
     *
     * @return whether it has a value, has failed or was cancelled
     */
    public final boolean isDone() {
        return OUTCOME.getAcquire(this) != null;
    }

    /**
     * Whether it was cancelled. Any thread may ask.
     *
     * @return whether it has ended in that way
     */
    public final boolean isCancelled() {
        return outcome() instanceof Ended.Cancelled;
    }

    // ---- ending

    final void succeed(@Nullable Object value) {
        end(value == null ? Ended.Null.INSTANCE : value);
    }

    final void end(Object ended) {
        OUTCOME.setRelease(this, ended);
        Object told = callbacks;
        if (told != null) {
            callbacks = null;
            // The class, for a task to be asked for an interface would cost as much as all the rest.
            if (told instanceof ArrayList<?> several) {
                several.forEach(this::tell);
            } else {
                tell(told);
            }
        }
    }

    private void tell(Object told) {
        if (told instanceof FutureLatch latch) {
            latch.open();
        } else {
            loop.ready.add(told);
        }
    }

    // ---- who is told

    /** Tells {@code told} when this is done; in a turn to come if it is now. */
    final void tellWhenDone(Object told) {
        Object known = callbacks;
        if (isDone()) {
            tell(told);
        } else if (known == null) {
            callbacks = told;
        } else if (known instanceof ArrayList<?>) {
            listed(known).add(told);
        } else {
            List<Object> several = new ArrayList<>(2);
            several.add(known);
            several.add(told);
            callbacks = several;
        }
    }

    /** Takes back who would be told: {@code who} itself, or callbacks that are equal to it; returns how many there were. */
    final int tellNoMore(Object who) {
        Object known = callbacks;
        if (known instanceof ArrayList<?>) {
            List<Object> several = listed(known);
            int before = several.size();
            several.removeIf(told -> isMeant(told, who));
            return before - several.size();
        }
        if (known != null && isMeant(known, who)) {
            callbacks = null;
            return 1;
        }
        return 0;
    }

    private static boolean isMeant(Object told, Object who) {
        return told == who || (told instanceof DoneCallback<?> added && who.equals(added.callback()));
    }

    @SuppressWarnings("unchecked") // only tellWhenDone makes it
    private static List<Object> listed(Object several) {
        return (List<Object>) several;
    }

    // ---- description

    /** What it is, for saying that somebody waits for it. */
    String purpose() {
        return "a future that nobody has completed";
    }

    /** Itself, in a given state. */
    String describe(String state) {
        return "Future[" + state + "]";
    }
}
