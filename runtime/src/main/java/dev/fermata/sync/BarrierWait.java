package dev.fermata.sync;

import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.internal.Sneaky;
import java.util.concurrent.BrokenBarrierException;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Barrier#waitForAll}. */
final class BarrierWait extends LibraryCoroutine<Integer> {
    private static final int LOCKED = 1;
    private static final int SETTLED = 2;
    private static final int RELEASED = 3;

    private final Barrier barrier;
    private int index;

    BarrierWait(Barrier barrier) {
        this.barrier = barrier;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) throws Exception {
        if (at == START) {
            return await(LOCKED, barrier.condition.acquire());
        }
        if (at == LOCKED) {
            resumed(value, exception);
            return barrier.isSettled() ? enter() : await(SETTLED, barrier.condition.waitFor(barrier::isSettled));
        }
        if (at == SETTLED) {
            if (exception != null) {
                barrier.condition.release();
                throw Sneaky.rethrow(exception);
            }
            return enter();
        }
        return leave(exception);
    }

    private @Nullable Object enter() throws BrokenBarrierException {
        if (barrier.isBroken()) {
            barrier.condition.release();
            throw new BrokenBarrierException("the barrier is broken: it was aborted");
        }
        index = barrier.enter();
        return barrier.isFilling()
                ? await(RELEASED, barrier.condition.waitFor(() -> !barrier.isFilling()))
                : leave(null);
    }

    private @Nullable Object leave(@Nullable Throwable exception) throws BrokenBarrierException {
        boolean closed = exception == null && barrier.isClosed();
        boolean broken = barrier.isBroken();
        barrier.leave();
        barrier.condition.release();
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        if (closed) {
            throw new BrokenBarrierException(
                    "the barrier was " + (broken ? "aborted" : "reset") + " while this task waited");
        }
        return end(index);
    }

    @Override
    protected String name() {
        return "Barrier.waitForAll";
    }
}
