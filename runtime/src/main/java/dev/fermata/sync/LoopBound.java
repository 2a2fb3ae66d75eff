package dev.fermata.sync;

import dev.fermata.EventLoop;
import org.jspecify.annotations.Nullable;

/** What belongs to the loop on which somebody first had to wait for it. Confined to the thread of that loop. */
abstract class LoopBound {
    private @Nullable EventLoop loop; // null before that

    LoopBound() {}

    /**
     * Binds this to the running loop, as somebody has to wait.
     *
     * @throws IllegalStateException if it is bound to another one, or none is running
     */
    final EventLoop bind() {
        EventLoop running = EventLoop.running();
        EventLoop bound = loop;
        if (bound == null) {
            loop = running;
        } else if (bound != running) {
            throw new IllegalStateException(
                    this + " belongs to another event loop than the one that is running: tasks of " + bound
                            + " have waited for it. Make one for each loop.");
        }
        return running;
    }

    /**
     * Checks, before a task is woken, that this thread may do so.
     *
     * @throws IllegalStateException if another thread runs the loop
     */
    final void requireHere() {
        EventLoop bound = loop;
        if (bound != null && EventLoop.runningOrNull() != bound && bound.isRunning()) {
            throw new IllegalStateException("thread " + Thread.currentThread().getName() + " called a method of " + this
                    + ", for which tasks of " + bound + " wait. Use callSoonThreadSafe of that loop.");
        }
    }
}
