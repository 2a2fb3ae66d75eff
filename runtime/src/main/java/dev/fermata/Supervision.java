package dev.fermata;

import dev.fermata.internal.Timekeeper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a loop tells of what goes on in it: errors, who waits for whom, and in debug mode what takes long. */
abstract sealed class Supervision extends Scheduling permits EventLoop {
    // Guard of all fields: the owner, as LoopThread says.

    final TaskList tasks = new TaskList();
    private final ExceptionReports reports = new ExceptionReports(self());

    Supervision(Timekeeper time) {
        super(time);
    }

    // ---- errors

    /**
     * Sets what is told of errors that nobody waits for. Any thread may do so.
     *
     * @param handler null for {@link #defaultExceptionHandler}
     * @see <a href="https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.set_exception_handler">asyncio:
     *     loop.set_exception_handler</a>
     */
    public final void setExceptionHandler(EventLoop.@Nullable ExceptionHandler handler) {
        reports.handler = handler;
    }

    /**
     * Tells the exception handler of an error. What the handler throws is logged.
     *
     * @param context what happened
     */
    public final void callExceptionHandler(ExceptionContext context) {
        reports.report(context);
    }

    /**
     * Logs an error, by the {@link System.Logger} of the name {@code dev.fermata}.
     *
     * @param context what happened
     */
    public final void defaultExceptionHandler(ExceptionContext context) {
        reports.log(context);
    }

    // ---- inspection

    /**
     * Who waits for whom: for logs and for people, not for programs, as the words may change.
     * <pre>
     * Task-1 waits for Task-2
     *     at Shop.main (Shop.java:12)
     * Task-2 waits for a future that nobody has completed
     *     at Shop.pay (Shop.java:40)
     *     at Shop.buy (Shop.java:31)
     * </pre>
     *
     * <p>To be asked on the loop's thread, or while no thread runs the loop; on another thread:
     * {@code loop.callSoonThreadSafe(() -> System.out.println(loop.report()))}.
     *
     * @return a line for each task that is not done, in the order of creation, and lines for {@link Task#stack where it is};
     *     empty if there are none
     * @throws IllegalStateException on another thread than that of the running loop
     */
    public final String report() {
        thread.requireHereOrStopped();
        return tasks.report();
    }

    // ---- debug mode

    /**
     * Enters or leaves debug mode. The loop then says where tasks, futures and callbacks were made, tells of coroutines that
     * nobody awaits, and of callbacks and steps of tasks that take long, with what the thread does meanwhile. All loops are in
     * debug mode from the beginning with {@code -Dfermata.debug=true}.
     *
     * @param enabled whether to
     * @throws IllegalStateException as for {@link #callSoon}
     * @see <a href="https://docs.python.org/3/library/asyncio-dev.html#debug-mode">asyncio: Debug Mode</a>
     */
    public final void setDebug(boolean enabled) {
        synchronized (thread.lock) {
            thread.requireOwner();
            if (debug != null && !enabled) {
                debug.close();
                debug = null;
            } else if (debug == null && enabled) {
                debug = new DebugMode(self());
            }
        }
    }

    /**
     * Whether it is in debug mode.
     *
     * @return as {@link #setDebug} has set it
     */
    public final boolean isDebug() {
        return debug != null;
    }

    /**
     * Sets what debug mode takes for long.
     *
     * @param duration at first 100 ms
     * @throws IllegalStateException if it is not in debug mode
     */
    public final void setSlowCallbackDuration(Duration duration) {
        if (debug == null) {
            throw new IllegalStateException("the loop is not in debug mode: call setDebug(true) first");
        }
        debug.setSlow(duration);
    }
}
