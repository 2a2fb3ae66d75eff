package dev.fermata.testing;

import dev.fermata.Asyncio;
import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.internal.LoopAccess;
import dev.fermata.testing.VirtualTime.AtRest;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * An event loop on a virtual clock. Programs run as on any loop, but never sleep: when nothing is ready, the clock jumps to
 * the next deadline. It does not jump while a call of {@code toThread} or {@code runInExecutor} runs.
 * <pre>{@code
 * try (TestLoop test = TestLoop.create()) {
 *     assertThat(test.run(client.fetchWithRetries())).isEqualTo("page");
 *     assertThat(test.time()).isEqualTo(Duration.ofSeconds(7));
 * }
 * }</pre>
 *
 * <p>A program that can never go on ends with a {@link StalledException}, which says who waits for whom.
 *
 * <p>Confined to the thread that uses it.
 */
public final class TestLoop implements AutoCloseable {
    private final VirtualTime time = new VirtualTime();
    private final EventLoop loop;

    private TestLoop(@Nullable SplittableRandom order) {
        loop = LoopAccess.get().create(time, order);
        time.setLoop(loop);
    }

    /**
     * Makes a loop that runs what is ready first come, first served, as every loop does.
     *
     * @return a loop that is at time zero
     */
    public static TestLoop create() {
        return new TestLoop(null);
    }

    /**
     * Makes a loop that runs what is ready in a turn in a random order, to find out what depends on it.
     *
     * @param seed the same seed gives the same order
     * @return a loop that is at time zero
     */
    public static TestLoop withOrder(long seed) {
        return new TestLoop(new SplittableRandom(seed));
    }

    /**
     * The loop.
     *
     * @return the loop, for everything that loops can do
     */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Runs a program as {@link Asyncio#run} does: to its end, whereupon what is left is cancelled and the loop closed.
     *
     * @param main the first coroutine
     * @param <T> the type of its value
     * @return its value; if it fails, what is thrown is its exception, as it is
     * @throws StalledException if it can never end
     * @throws IllegalStateException if a loop is running on this thread, or if this one is closed
     */
    public <T extends @Nullable Object> T run(Coroutine<T> main) {
        return Asyncio.run(main, () -> loop);
    }

    /**
     * Runs until something is done, and leaves the rest as it is then.
     *
     * @param awaitable a coroutine, which becomes a task, or a future of this loop
     * @param <T> the type of its value
     * @return its value; if it fails, what is thrown is its exception, as it is
     * @throws StalledException if it can never be done
     * @throws IllegalStateException if a loop is running on this thread, or if this one is closed
     */
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> awaitable) {
        return loop.runUntilComplete(awaitable);
    }

    /**
     * Runs what is ready, and what that makes ready, until nothing is. The clock stands still.
     *
     * @throws IllegalStateException if a loop is running on this thread, or if this one is closed
     */
    public void runReady() {
        runUntil(AtRest.STOP_BEFORE_TIMERS);
    }

    /**
     * Runs until nothing is ready and no timer is set. The clock jumps.
     *
     * @throws IllegalStateException if a loop is running on this thread, or if this one is closed
     */
    public void runUntilIdle() {
        runUntil(AtRest.STOP);
    }

    private void runUntil(AtRest rest) {
        time.atRest = rest;
        try {
            loop.runForever();
        } finally {
            time.atRest = AtRest.FAIL;
        }
    }

    /**
     * Lets time pass: runs all that is due within {@code duration}, at its time, and what that makes ready.
     *
     * @param duration not negative
     * @throws IllegalArgumentException if {@code duration} is negative
     * @throws IllegalStateException if a loop is running on this thread, or if this one is closed
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("cannot advance by " + duration + ": time does not go back");
        }
        var unused = loop.callLater(duration, loop::stop);
        loop.runForever();
        runReady();
    }

    /**
     * Calls {@code hook} once when nothing is ready, before the clock jumps or the program is found to be at its end.
     *
     * @param hook called on the loop's thread; may schedule things
     */
    public void onIdle(Runnable hook) {
        time.onIdle = Objects.requireNonNull(hook, "hook");
    }

    /**
     * The time on the loop's clock.
     *
     * @return the time since the loop was made
     */
    public Duration time() {
        return loop.time();
    }

    /**
     * Who waits for whom.
     *
     * @return as {@link EventLoop#report}
     */
    public String report() {
        return loop.report();
    }

    /**
     * Checks that all tasks are done.
     *
     * @throws AssertionError if one is not; the message says where it is and what it waits for
     */
    public void assertNoTasksLeft() {
        String left = report();
        if (!left.isEmpty()) {
            throw new AssertionError("There are tasks left:\n" + left);
        }
    }

    /** Closes the loop, if that was not done yet. */
    @Override
    public void close() {
        loop.close();
    }
}
