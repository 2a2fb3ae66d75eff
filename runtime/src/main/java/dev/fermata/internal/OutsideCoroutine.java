package dev.fermata.internal;

import dev.fermata.EventLoop;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that waits for something from outside the loop: another thread, or another process.
 *
 * <p>What it asks for is a {@link CompletableFuture}, completed by any thread. Whoever completes it must look whether it
 * could: a request that was cancelled meanwhile takes no value. And a value that comes together with the cancellation of
 * the task is given back. So nothing is lost between the two.
 *
 * @param <V> the type of what comes
 * @param <T> the type of the value
 */
public abstract class OutsideCoroutine<V extends @Nullable Object, T extends @Nullable Object>
        extends LibraryCoroutine<T> implements WaitingFrame {
    private static final int ARRIVED = 1;

    private final String name;
    private final Object waitedFor;
    private @Nullable CompletableFuture<V> request;

    /**
     * For subclasses.
     *
     * @param name what it is called in messages
     * @param waitedFor what it waits for: its text says it
     */
    protected OutsideCoroutine(String name, Object waitedFor) {
        this.name = name;
        this.waitedFor = waitedFor;
    }

    /**
     * Asks for the value. On the loop's thread, when this is awaited.
     *
     * @return to be cancelled if nobody waits any more
     * @throws Exception for whoever awaits this
     */
    protected abstract CompletableFuture<V> request() throws Exception;

    /**
     * Takes what came. On the loop's thread.
     *
     * @param arrived what came
     * @return the value of this coroutine
     * @throws Exception for whoever awaits this
     */
    protected abstract @Nullable T accept(V arrived) throws Exception;

    /**
     * Takes back what came when nobody waited any more.
     *
     * @param arrived what came
     */
    protected void giveBack(V arrived) {}

    @Override
    protected final @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception)
            throws Exception {
        if (at == START) {
            CompletableFuture<V> made = request();
            request = made;
            return await(ARRIVED, LoopAccess.get().awaitOutside(EventLoop.running(), made, this::giveBack));
        }
        CompletableFuture<V> known = request;
        assert known != null : "it was started";
        if (exception != null) {
            Requests.abandon(known, this::giveBack);
            throw Sneaky.rethrow(exception);
        }
        return end(accept(known.join()));
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final String purpose() {
        return waitedFor.toString();
    }
}
