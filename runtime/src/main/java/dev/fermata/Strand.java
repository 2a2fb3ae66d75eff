package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What is current on a thread: the loop that it runs, and the context. A loop keeps the one of the thread that runs it, and
 * need not look it up.
 *
 * <p>Confined to its thread.
 */
final class Strand {
    private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>() {
        @Override
        protected Strand initialValue() {
            return new Strand();
        }
    };

    /** That of the last thread that has begun to run a loop: mostly the one that asks. Guard: none, threads compare. */
    private static @Nullable Strand recent;

    private final Thread thread = Thread.currentThread();

    /** The loop that runs on this thread; null for none. */
    @Nullable
    EventLoop loop;

    /** The current context; null as long as it is empty and nobody has asked for it. */
    @Nullable
    Context context;

    private Strand() {}

    /** The one of the calling thread. */
    static Strand current() {
        Strand known = recent;
        return known != null && known.thread == Thread.currentThread() ? known : CURRENT.get();
    }

    /** Notes that this thread runs a loop. */
    void enter(EventLoop running) {
        loop = running;
        context = null;
        recent = this;
    }

    /** Notes that it runs none. */
    void leave(@Nullable Context outer) {
        loop = null;
        context = outer;
        recent = null;
    }

    /** The current context, for setting a variable in it. */
    Context context() {
        Context known = context;
        if (known == null) {
            known = new Context();
            context = known;
            if (loop != null && loop.current != null && loop.current.context == null) {
                loop.current.context = known;
            }
        }
        return known;
    }

    /** A copy of the current context, for what is scheduled now; null for an empty one. */
    @Nullable
    Context copy() {
        Context known = context;
        return known == null || known.isEmpty() ? null : known.copy();
    }
}
