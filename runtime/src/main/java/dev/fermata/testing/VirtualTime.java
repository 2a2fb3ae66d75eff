package dev.fermata.testing;

import dev.fermata.EventLoop;
import dev.fermata.internal.Inbox;
import dev.fermata.internal.Timekeeper;
import dev.fermata.internal.TimerQueue;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock that stands still while there is something to do. Confined to the loop's thread. */
final class VirtualTime implements Timekeeper {
    /** How long to wait, in real time, for a thread that the loop knows nothing of, before giving up. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** What to do when nothing is left to do. */
    enum AtRest {
        /** It is an error. */
        FAIL,
        /** Stop the loop. */
        STOP,
        /** Stop the loop even if there are timers. */
        STOP_BEFORE_TIMERS
    }

    AtRest atRest = AtRest.FAIL;

    @Nullable
    Runnable onIdle;

    private @Nullable EventLoop loop;
    private long now;

    void setLoop(EventLoop made) {
        loop = made;
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public void idle(Inbox<?> inbox, long deadline, int outside) {
        if (outside > 0) {
            inbox.await(Long.MAX_VALUE);
            return;
        }
        Runnable hook = onIdle;
        if (hook != null) {
            onIdle = null;
            hook.run();
        } else if (atRest == AtRest.STOP_BEFORE_TIMERS) {
            loop().stop();
        } else if (deadline != TimerQueue.NEVER) {
            now = Math.max(now, deadline);
        } else if (atRest == AtRest.STOP) {
            loop().stop();
        } else {
            awaitStranger(inbox);
        }
    }

    private void awaitStranger(Inbox<?> inbox) {
        inbox.await(PATIENCE);
        if (inbox.isEmpty() && !Thread.currentThread().isInterrupted()) {
            throw new StalledException(loop().report());
        }
    }

    private EventLoop loop() {
        return Objects.requireNonNull(loop, "it is set before the loop runs");
    }
}
