package dev.fermata.internal;

import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.ExceptionContext;
import dev.fermata.woven.CoroutineFrame;
import java.lang.System.Logger.Level;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells of coroutines that nobody awaits.
 *
 * <p>One that is dropped where it was made is found by the weaver, which writes a call of {@link #dropped} there. One that is
 * kept, and never awaited afterwards, is found in debug mode only. It then carries an {@link Origin} until it is started, in
 * the field that says what it waits for and that has no other use before.
 */
public final class NeverAwaited {
    /** Whether some loop is in debug mode, or was; else coroutines carry nothing. */
    public static volatile boolean tracking;

    private NeverAwaited() {}

    /**
     * Tells of a coroutine that is dropped here.
     *
     * @param coroutine what a call has returned
     */
    public static void dropped(@Nullable Object coroutine) {
        if (coroutine instanceof CoroutineFrame<?> frame && frame.label == CoroutineFrame.CREATED) {
            started(frame); // told of once
            List<StackTraceElement> here = Sites.here();
            tell(
                    EventLoop.runningOrNull(),
                    message(frame) + (here.isEmpty() ? "" : ". It was dropped in " + here.get(0))
                            + ". Await it, or make a task of it by createTask.");
        }
    }

    private static String message(CoroutineFrame<?> frame) {
        return "coroutine " + Trace.method(frame) + " was never awaited";
    }

    private static void tell(@Nullable EventLoop loop, String message) {
        if (loop == null) {
            Log.LOGGER.log(Level.WARNING, message);
        } else {
            loop.callExceptionHandler(new ExceptionContext(message, null, null));
        }
    }

    /**
     * Notes that somebody has got a coroutine.
     *
     * @param frame the coroutine, not started
     */
    public static void made(CoroutineFrame<?> frame) {
        if (tracking) {
            EventLoop loop = EventLoop.runningOrNull();
            Registry registry = loop == null ? null : LoopAccess.get().neverAwaited(loop);
            if (registry != null) {
                frame.awaiting = registry.add(frame);
            }
        }
    }

    /**
     * Notes that a coroutine is about to begin.
     *
     * @param frame the coroutine
     */
    public static void started(CoroutineFrame<?> frame) {
        if (frame.awaiting instanceof Origin origin) {
            origin.started = true;
            frame.awaiting = null;
        }
    }

    /** Where a coroutine was made, and whether it was started. */
    private static final class Origin extends Awaitable<Object> {
        final String message;
        boolean started;

        Origin(CoroutineFrame<?> frame) {
            message = message(frame) + ". It was made here:" + Sites.lines(Sites.here());
        }
    }

    private static final class Garbage extends PhantomReference<Coroutine<?>> {
        final Origin origin;

        Garbage(CoroutineFrame<?> frame, Origin origin, ReferenceQueue<Coroutine<?>> queue) {
            super(frame, queue);
            this.origin = origin;
        }
    }

    /** The coroutines that were made on a loop in debug mode, as far as they are not garbage. Confined to its thread. */
    public static final class Registry {
        private final ReferenceQueue<Coroutine<?>> queue = new ReferenceQueue<>();
        private final Set<Garbage> open = new LinkedHashSet<>();
        private final EventLoop loop;

        private Registry(EventLoop loop) {
            this.loop = loop;
        }

        /**
         * Makes an empty one, and lets coroutines say where they were made.
         *
         * @param loop whose exception handler is told
         * @return the registry
         */
        public static Registry of(EventLoop loop) {
            tracking = true;
            return new Registry(loop);
        }

        Origin add(CoroutineFrame<?> frame) {
            Origin origin = new Origin(frame);
            open.add(new Garbage(frame, origin, queue));
            return origin;
        }

        /** Tells of those that have become garbage without having been started. */
        public void poll() {
            for (var garbage = (Garbage) queue.poll(); garbage != null; garbage = (Garbage) queue.poll()) {
                open.remove(garbage);
                tell(garbage);
            }
        }

        /** Tells of all that were not started: the loop is at its end. */
        public void close() {
            open.forEach(this::tell);
            open.clear();
        }

        private void tell(Garbage garbage) {
            if (!garbage.origin.started) {
                NeverAwaited.tell(loop, garbage.origin.message);
            }
        }
    }
}
