package dev.fermata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code gather} returns: cancelling it cancels the children, and it ends when they have.
 *
 * @param <R> the type of an item of the result
 */
final class GatheringFuture<R extends @Nullable Object> extends Future<List<R>> {
    private final List<Future<?>> children = new ArrayList<>(); // a duplicate as often as it was given
    private final Function<Future<?>, R> outcome;
    private final boolean failing; // whether the first failure ends it
    private int pending;
    private boolean cancelRequested;
    private boolean beingCancelled; // while cancel() runs

    private GatheringFuture(EventLoop loop, Function<Future<?>, R> outcome, boolean failing) {
        super(loop);
        this.outcome = outcome;
        this.failing = failing;
    }

    /**
     * Makes tasks of the coroutines among {@code awaitables} and waits for all.
     *
     * @param outcome makes an item of the result out of a child that is done
     * @param failing whether the first child that fails or is cancelled ends it
     */
    static <R extends @Nullable Object> Future<List<R>> of(
            Collection<? extends Awaitable<?>> awaitables, Function<Future<?>, R> outcome, boolean failing) {
        EventLoop loop = EventLoop.running();
        return of(loop, awaitables, outcome, failing);
    }

    static <R extends @Nullable Object> Future<List<R>> of(
            EventLoop loop,
            Collection<? extends Awaitable<?>> awaitables,
            Function<Future<?>, R> outcome,
            boolean failing) {
        GatheringFuture<R> outer = new GatheringFuture<>(loop, outcome, failing);
        if (awaitables.isEmpty()) {
            outer.setResult(new ArrayList<>());
        } else {
            outer.gather(awaitables);
        }
        return outer;
    }

    private void gather(Collection<? extends Awaitable<?>> awaitables) {
        Consumer<Future<?>> callback = this::childDone;
        IdentityHashMap<Awaitable<?>, Future<?>> known = new IdentityHashMap<>();
        List<Future<?>> done = new ArrayList<>();
        for (Awaitable<?> awaitable : awaitables) {
            Future<?> child = known.get(awaitable);
            if (child == null) {
                child = loop.ensureFuture(awaitable);
                known.put(awaitable, child);
                pending++;
                if (child.isDone()) {
                    done.add(child);
                } else {
                    child.addDoneCallback(callback);
                }
            }
            children.add(child);
        }
        done.forEach(callback);
    }

    private void childDone(Future<?> child) {
        pending--;
        if (isDone()) {
            if (!child.isCancelled()) {
                child.exception(); // nobody else will ask
            }
        } else if (failing && child.isCancelled()) {
            endCancelled(child);
        } else if (failing && child.exception() != null) {
            fail(child.exception());
        } else if (pending == 0) {
            finish();
        }
    }

    private void finish() {
        List<R> results = new ArrayList<>(children.size());
        for (Future<?> child : children) {
            results.add(outcome.apply(child));
        }
        if (cancelRequested) {
            endCancelled(children.get(children.size() - 1));
        } else {
            setResult(results);
        }
    }

    private void endCancelled(Future<?> child) {
        fail(child.isCancelled() ? cancelledError(child) : new CancelledError());
    }

    private static CancelledError cancelledError(Future<?> child) {
        try {
            child.exception();
        } catch (CancelledError error) {
            return error;
        }
        throw new AssertionError(child + " is cancelled");
    }

    @Override
    public boolean cancel(@Nullable String message) {
        if (isDone()) {
            return false;
        }
        if (!loop.thread.isOwner()) {
            hand(() -> cancel(message));
            return true;
        }
        boolean any = false;
        beingCancelled = true;
        for (Future<?> child : children) {
            any |= child.cancel(message);
        }
        beingCancelled = false;
        cancelRequested |= any;
        return any;
    }

    /** Whether its children are being told, so that one of them which asks waits for itself. */
    boolean isBeingCancelled() {
        return beingCancelled;
    }

    @Override
    String purpose() {
        return "all of "
                + children.stream()
                        .filter(child -> !child.isDone())
                        .map(Future::purpose)
                        .collect(Collectors.joining(", "));
    }

    @Override
    String describe(String state) {
        return "gather[" + state + ", " + pending + " of " + children.size() + " not done]";
    }
}
