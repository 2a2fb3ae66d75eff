package dev.fermata.internal;

import dev.fermata.EventLoop;
import dev.fermata.Future;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What the library's other packages may do with an event loop, and users may not. */
public abstract class LoopAccess {
    private static @Nullable LoopAccess instance; // set by the initialiser of EventLoop, and so visible to all after it

    /** For the one subclass. */
    protected LoopAccess() {}

    /**
     * The access.
     *
     * @return the same for all loops
     */
    public static LoopAccess get() {
        try {
            MethodHandles.lookup().ensureInitialized(EventLoop.class);
        } catch (IllegalAccessException e) {
            throw new AssertionError("it is public", e);
        }
        LoopAccess set = instance;
        assert set != null : "the initialiser has set it";
        return set;
    }

    /**
     * Sets the access.
     *
     * @param access of the class EventLoop
     */
    public static void set(LoopAccess access) {
        instance = access;
    }

    /**
     * Makes a loop.
     *
     * @param time its clock
     * @param order puts what is ready in a turn in another order; null for first come, first served
     * @return a loop that does not run yet
     */
    public abstract EventLoop create(Timekeeper time, @Nullable RandomGenerator order);

    /**
     * The coroutines of a loop that nobody has awaited yet.
     *
     * @param loop to be asked on its thread
     * @return null if it is not in debug mode
     */
    public abstract NeverAwaited.@Nullable Registry neverAwaited(EventLoop loop);

    /**
     * Makes a future of what comes from another thread or process; a virtual clock stands still meanwhile.
     *
     * @param loop to be asked on its thread
     * @param request completed by any thread
     * @param unwanted takes what comes when the loop is closed
     * @param <V> the type of the value
     * @return ends as {@code request} does; cancelling it does not cancel that
     */
    public abstract <V extends @Nullable Object> Future<V> awaitOutside(
            EventLoop loop, CompletableFuture<V> request, Consumer<? super V> unwanted);
}
