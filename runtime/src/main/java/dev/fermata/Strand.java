package dev.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What is current on a thread: the loop that it runs, and the context. A loop keeps the one of the thread that runs it, and
 * need not look it up.
 *
 * <p>Confined to its thread.
 */
final class Strand {
    private static final ThreadLocal<Strand> CURRENT = ThreadLocal.withInitial(Strand::new);

    /** The loop that runs on this thread; null for none. */
    @Nullable
    EventLoop loop;

    /** The current context; null as long as it is empty and nobody has asked for it. */
    @Nullable
    Context context;

    private Strand() {}

    /** The one of the calling thread. */
    static Strand current() {
        return CURRENT.get();
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
