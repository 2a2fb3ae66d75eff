package dev.fermata.concurrent;

import dev.fermata.internal.Sneaky;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link ProcessPoolExecutor#map}, which come in while they are iterated over: {@code next} waits for the next
 * one. Where the function has thrown for an item, {@code next} throws that, as it is, and the item after it can be asked for.
 * They can be gone through once, by one thread at a time.
 *
 * <p>Failures are not lost if nobody iterates that far: {@link #close} throws them, and so does
 * {@link ProcessPoolExecutor#close}; a pool that is only shut down logs them.
 *
 * @param <R> the type of the values
 */
public final class MapResults<R extends @Nullable Object> implements Iterable<R>, AutoCloseable {
    private final List<ProcessTask<List<Outcome<R>>>> tasks;
    private final BlockingQueue<List<Result<R>>> arrived = new LinkedBlockingQueue<>(); // only as completed
    private final List<java.util.concurrent.CompletableFuture<List<Result<R>>>> inOrder = new ArrayList<>();
    private final boolean isInOrder;
    private final UnseenFailures unseen;
    private final PoolSettings settings;

    // The iterating thread only.
    private int chunksTaken;
    private Iterator<Result<R>> chunk = Collections.emptyIterator();

    /** Of an item; {@code failure} is null if there is a value. */
    private record Result<R extends @Nullable Object>(
            @Nullable R value, @Nullable Throwable failure) {}

    MapResults(
            List<ProcessTask<List<Outcome<R>>>> tasks,
            boolean isInOrder,
            UnseenFailures unseen,
            PoolSettings settings) {
        this.tasks = tasks;
        this.isInOrder = isInOrder;
        this.unseen = unseen;
        this.settings = settings;
        for (ProcessTask<List<Outcome<R>>> task : tasks) {
            inOrder.add(task.handle((outcomes, failure) -> arrive(task, outcomes, failure)));
        }
    }

    /** Called on the thread that completes the task. */
    private List<Result<R>> arrive(
            ProcessTask<List<Outcome<R>>> task, @Nullable List<Outcome<R>> outcomes, @Nullable Throwable failure) {
        List<Result<R>> results = new ArrayList<>();
        if (outcomes != null) {
            for (Outcome<R> outcome : outcomes) {
                RemoteFailure remote = outcome.failure();
                results.add(new Result<>(
                        outcome.value(), remote == null ? null : remote.restore(settings.loader(), settings.filter())));
            }
        } else {
            int size = ((MapChunk<?, ?>) (Object) task.callable).items().size();
            results.addAll(Collections.nCopies(size, new Result<R>(null, failure)));
        }
        for (Result<R> result : results) {
            if (result.failure() != null && !(result.failure() instanceof CancellationException)) {
                unseen.add(result.failure());
            }
        }
        if (!isInOrder) {
            arrived.add(results);
        }
        return results;
    }

    /** The only iterator: every call returns the same. {@code next} throws what the function has thrown. */
    @Override
    public Iterator<R> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return chunk.hasNext() || chunksTaken < tasks.size();
            }

            @Override
            public R next() {
                return MapResults.this.next();
            }
        };
    }

    @SuppressWarnings("NullAway") // R may be nullable, and then so is the value.
    private R next() {
        if (!chunk.hasNext()) {
            chunk = nextChunk().iterator();
        }
        Result<R> result = chunk.next();
        Throwable failure = result.failure();
        if (failure != null) {
            unseen.remove(failure);
            throw Sneaky.rethrow(failure);
        }
        return result.value();
    }

    private List<Result<R>> nextChunk() {
        if (chunksTaken == tasks.size()) {
            throw new NoSuchElementException("There are no more results.");
        }
        try {
            List<Result<R>> results = null;
            while (results == null) {
                results = isInOrder ? inOrder.get(chunksTaken).get() : arrived.poll(1, TimeUnit.DAYS);
            }
            chunksTaken++;
            return results;
        } catch (InterruptedException e) {
            throw Sneaky.rethrow(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError("handled", e);
        }
    }

    /**
     * The values, as a stream, which throws what the function has thrown.
     *
     * @return sequential; the values that have not been iterated over
     */
    public Stream<R> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    /**
     * Waits for all values.
     *
     * @return those that have not been iterated over
     */
    public List<R> toList() {
        List<R> values = new ArrayList<>();
        iterator().forEachRemaining(values::add);
        return values;
    }

    /** Cancels what is not done; workers that are at it are ended. */
    public void cancel() {
        tasks.forEach(task -> task.cancel(true));
    }

    /**
     * Waits for what is not done, and throws the failures that nobody has seen, as they are: the first one, with the others
     * as suppressed exceptions. If this thread is interrupted meanwhile, the rest is cancelled.
     */
    @Override
    public void close() {
        UnseenFailures mine = new UnseenFailures();
        boolean interrupted = false;
        for (Iterator<R> rest = iterator(); rest.hasNext(); ) {
            try {
                var unused = rest.next();
            } catch (CancellationException e) {
                // Somebody wanted it so.
            } catch (Throwable thrown) {
                if (isInterrupt(thrown)) {
                    interrupted = true;
                    cancel();
                } else {
                    mine.add(thrown);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        mine.rethrow();
    }

    /** Of the wait here; one that a task has thrown has been in a worker. */
    private boolean isInterrupt(Throwable thrown) {
        return thrown instanceof InterruptedException && thrown.getCause() == null;
    }
}
