package dev.fermata;

import dev.fermata.internal.Log;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Takes errors that nobody waits for to the exception handler of a loop. */
final class ExceptionReports {
    private final EventLoop loop;
    volatile EventLoop.@Nullable ExceptionHandler handler; // any thread

    ExceptionReports(EventLoop loop) {
        this.loop = loop;
    }

    void report(ExceptionContext context) {
        EventLoop.ExceptionHandler told = handler;
        if (told == null) {
            log(context);
            return;
        }
        try {
            told.handle(loop, context);
        } catch (Throwable thrown) {
            thrown.addSuppressed(
                    context.exception() == null ? new IllegalStateException(context.message()) : context.exception());
            log(new ExceptionContext("Unhandled error in exception handler", thrown, context.source()));
        }
    }

    void log(ExceptionContext context) {
        try {
            Object source = context.source();
            String text = source == null ? "" : "\n" + source + loop.site(source);
            Log.LOGGER.log(Level.ERROR, context.message() + text, context.exception());
        } catch (Throwable thrown) {
            // Something in it cannot be described; what went wrong must not end the loop.
            Log.LOGGER.log(Level.ERROR, "Exception in default exception handler", thrown);
        }
    }
}
