package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Asyncio#waitAll} and its like. */
final class Waiting<F extends Future<?>> extends LibraryCoroutine<Waited<F>> {
    private static final int RELEASED = 1;

    private final Set<F> futures;
    private final @Nullable Duration timeout;
    private final Predicate<Future<?>> enough; // whether this one, being done, is enough
    private final Consumer<Future<?>> callback = this::oneDone;
    private int pending;
    private @Nullable Future<Boolean> waiter;
    private @Nullable Handle timer;

    Waiting(Collection<? extends F> futures, @Nullable Duration timeout, Predicate<Future<?>> enough) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("there are no futures to wait for");
        }
        this.futures = new LinkedHashSet<>(futures);
        this.timeout = timeout;
        this.enough = enough;
    }

    static boolean hasFailed(Future<?> done) {
        return !done.isCancelled() && done.exception() != null;
    }

    /** Completes a future that somebody waits on, unless that was done before. */
    static void release(Future<Boolean> waiter) {
        if (!waiter.isDone()) {
            waiter.setResult(true);
        }
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        return at == START ? start(EventLoop.running()) : released(exception);
    }

    private Object start(EventLoop loop) {
        Future<Boolean> created = loop.createFuture();
        waiter = created;
        if (timeout != null) {
            timer = loop.callLater(timeout, () -> release(created));
        }
        pending = futures.size();
        futures.forEach(future -> future.addDoneCallback(callback));
        return await(RELEASED, created);
    }

    private void oneDone(Future<?> done) {
        pending--;
        if (pending <= 0 || enough.test(done)) {
            stopTimer();
            assert waiter != null : "it was started";
            release(waiter);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private @Nullable Object released(@Nullable Throwable exception) {
        stopTimer();
        futures.forEach(future -> future.removeDoneCallback(callback));
        resumed(null, exception);
        Set<F> done = new LinkedHashSet<>();
        Set<F> left = new LinkedHashSet<>();
        for (F future : futures) {
            (future.isDone() ? done : left).add(future);
        }
        return end(new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(left)));
    }

    @Override
    protected String name() {
        return "wait";
    }
}
