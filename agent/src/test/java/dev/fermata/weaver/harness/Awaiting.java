package dev.fermata.weaver.harness;

import dev.fermata.AsyncGenerator;
import dev.fermata.Awaitable;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;

/** Drives a woven coroutine or asynchronous generator on this thread, so that a test may look at it where it is suspended. */
final class Awaiting implements LeakCheck.Suspended {
    private static final Object END = new Object();

    private final Session session;
    private final Object started;
    private CoroutineFrame<?> innermost; // null before the start, at a yield, and at the end
    private boolean over;

    Awaiting(Session session, Object started) {
        this.session = session;
        this.started = started;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public String holdings() {
        return Holdings.of(innermost, started);
    }

    @Override
    public Object resume(Object value, Throwable exception) {
        Object outcome;
        try {
            outcome = innermost != null
                    ? Awaits.drive(innermost, value, exception)
                    : Awaits.drive(next(value, exception), null, null);
        } catch (Throwable failure) {
            over = true;
            innermost = null;
            throw failure;
        }
        innermost = outcome instanceof CoroutineFrame<?> frame ? frame : null;
        if (innermost != null) {
            return item(innermost.awaiting);
        }
        over = !(started instanceof AsyncGenerator<?, ?>) || outcome == END;
        return over ? null : outcome;
    }

    /** The coroutine to drive next, which is not started; what it is sent is in it. */
    @SuppressWarnings("unchecked") // what is sent to a body is not checked before the body's own cast
    private CoroutineFrame<?> next(Object value, Throwable exception) {
        if (started instanceof AsyncGenerator<?, ?>) {
            var items = (AsyncGenerator<Object, Object>) started;
            return (CoroutineFrame<?>) (exception != null ? items.throw_(exception) : items.sendOr(value, END));
        }
        assert exception == null : "what has not begun is not ended";
        return (CoroutineFrame<?>) started;
    }

    private Object item(Awaitable<?> awaiting) {
        return awaiting instanceof Ask.Open open ? open.item : session.takeOldest();
    }
}
