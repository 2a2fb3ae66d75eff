package dev.fermata.concurrent;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A task of {@code map}: calls the function for some items. An item that fails does not keep the others from their values. */
record MapChunk<T extends @Nullable Object, R extends @Nullable Object>(
        SerializableFunction<T, R> function, ArrayList<T> items) implements Callable<List<Outcome<R>>>, Serializable {
    /** Divides items among tasks. */
    static <T extends @Nullable Object, R extends @Nullable Object> List<MapChunk<T, R>> of(
            SerializableFunction<T, R> function, Iterable<? extends T> items, int size) {
        Objects.requireNonNull(function, "function");
        if (size < 1) {
            throw new IllegalArgumentException("chunkSize is " + size + ", and must be 1 or more.");
        }
        List<MapChunk<T, R>> chunks = new ArrayList<>();
        ArrayList<T> chunk = new ArrayList<>();
        for (T item : items) {
            chunk.add(item);
            if (chunk.size() == size) {
                chunks.add(new MapChunk<>(function, chunk));
                chunk = new ArrayList<>();
            }
        }
        if (!chunk.isEmpty()) {
            chunks.add(new MapChunk<>(function, chunk));
        }
        return chunks;
    }

    @Override
    public List<Outcome<R>> call() {
        List<Outcome<R>> outcomes = new ArrayList<>(items.size());
        for (T item : items) {
            try {
                outcomes.add(new Outcome<>(function.apply(item), null));
            } catch (OutOfMemoryError e) {
                throw e; // ends the worker
            } catch (Throwable thrown) {
                outcomes.add(new Outcome<>(null, RemoteFailure.of(thrown)));
            }
        }
        return outcomes;
    }
}
