package dev.fermata;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exception of a future that nobody has asked for yet. If the future becomes garbage before somebody does, the loop's
 * exception handler gets the exception; at the latest, when the loop is closed.
 */
final class Unretrieved extends PhantomReference<Future<?>> {
    private final String message;
    private volatile @Nullable Throwable exception; // null once somebody has asked, on any thread
    private final String source;

    private Unretrieved(Future<?> future, Throwable exception, String description, ReferenceQueue<Future<?>> queue) {
        super(future, queue);
        this.message = (future instanceof Task ? "Task" : "Future") + " exception was never retrieved";
        this.exception = exception;
        this.source = description;
    }

    /** Notes that somebody has asked. */
    void withdraw() {
        exception = null;
        clear();
    }

    /** Those of a loop. Confined to its thread. */
    static final class Registry {
        private static final int FEW = 64;

        private final ReferenceQueue<Future<?>> queue = new ReferenceQueue<>();
        private final EventLoop loop;
        private List<Unretrieved> open = new ArrayList<>(); // in the order of failing; some are withdrawn
        private int limit = FEW;

        Registry(EventLoop loop) {
            this.loop = loop;
        }

        Unretrieved add(Future<?> future, Throwable exception, String description) {
            if (open.size() >= limit) {
                open.removeIf(unretrieved -> unretrieved.exception == null);
                limit = Math.max(FEW, 2 * open.size());
            }
            Unretrieved added = new Unretrieved(future, exception, description, queue);
            open.add(added);
            return added;
        }

        /** Reports those whose futures are garbage. */
        void poll() {
            if (open.isEmpty()) {
                return;
            }
            for (var garbage = (Unretrieved) queue.poll(); garbage != null; garbage = (Unretrieved) queue.poll()) {
                open.remove(garbage);
                report(garbage);
            }
        }

        /** Reports all: nobody will ask any more. */
        void close() {
            List<Unretrieved> left = open;
            open = new ArrayList<>();
            for (Unretrieved unretrieved : left) {
                report(unretrieved);
            }
        }

        private void report(Unretrieved unretrieved) {
            Throwable exception = unretrieved.exception;
            if (exception != null) {
                unretrieved.withdraw();
                loop.callExceptionHandler(new ExceptionContext(unretrieved.message, exception, unretrieved.source));
            }
        }
    }
}
