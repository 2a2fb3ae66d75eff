package dev.fermata;

import dev.fermata.internal.Durations;
import dev.fermata.internal.LibraryCoroutine;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@link Asyncio#asCompleted} returns. Confined to the loop's thread. */
final class AsCompleted<T extends @Nullable Object> implements Iterator<Coroutine<T>> {
    private final EventLoop loop;
    private final Consumer<Future<?>> callback = this::oneDone;
    private final Set<Future<?>> pending = new LinkedHashSet<>();
    private final Queue<Optional<Future<?>>> done = new ArrayDeque<>(); // empty ones after a timeout
    private final Queue<Future<Boolean>> getters = new ArrayDeque<>();
    private final long nanos; // of the timeout; 0 for none
    private int left;
    private @Nullable Handle timer;

    AsCompleted(Collection<? extends Awaitable<? extends T>> awaitables, @Nullable Duration timeout) {
        this.loop = EventLoop.running();
        new LinkedHashSet<Awaitable<?>>(awaitables).forEach(awaitable -> pending.add(loop.ensureFuture(awaitable)));
        pending.forEach(future -> future.addDoneCallback(callback));
        left = pending.size();
        nanos = timeout == null ? 0 : Durations.nanos(timeout);
        if (timeout != null && left > 0) {
            timer = loop.callLater(timeout, this::timeOut);
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Coroutine<T> next() {
        if (left == 0) {
            throw new NoSuchElementException("all that was given to asCompleted has been handed out");
        }
        left--;
        return new Next();
    }

    private void oneDone(Future<?> future) {
        if (pending.remove(future)) {
            put(Optional.of(future));
            if (pending.isEmpty() && timer != null) {
                timer.cancel();
            }
        }
    }

    private void timeOut() {
        for (Future<?> future : pending) {
            future.removeDoneCallback(callback);
            put(Optional.empty());
        }
        pending.clear();
    }

    private void put(Optional<Future<?>> item) {
        done.add(item);
        wakeNext();
    }

    private void wakeNext() {
        for (Future<Boolean> getter = getters.poll(); getter != null; getter = getters.poll()) {
            if (!getter.isDone()) {
                getter.setResult(true);
                return;
            }
        }
    }

    /** Waits for the next that is done, as {@code Queue.get} does. */
    private final class Next extends LibraryCoroutine<T> {
        private static final int WOKEN = 1;

        private @Nullable Future<Boolean> getter;

        @Override
        protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception)
                throws TimeoutException {
            if (exception != null) {
                giveUp();
                resumed(null, exception);
            }
            Optional<Future<?>> item = done.poll();
            if (item == null) {
                getter = loop.createFuture();
                getters.add(getter);
                return await(WOKEN, getter);
            }
            return end(item.orElseThrow(() -> Timeout.timedOut(nanos)).result());
        }

        private void giveUp() {
            assert getter != null : "it waits";
            getter.cancel();
            getters.remove(getter);
            if (!done.isEmpty() && !getter.isCancelled()) {
                wakeNext();
            }
        }

        @Override
        protected String name() {
            return "asCompleted";
        }
    }
}
