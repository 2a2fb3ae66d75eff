package dev.fermata.woven;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A completed future: what {@code done(value)} makes outside a return of a method whose type is a future. */
public final class FinishedFuture extends CompletableFuture<@Nullable Object> {
    private FinishedFuture(@Nullable Object value) {
        complete(value);
    }

    /**
     * Makes the future.
     *
     * @param value its value
     * @return the future
     */
    public static FinishedFuture of(@Nullable Object value) {
        return new FinishedFuture(value);
    }

    /**
     * Makes a future whose value is null.
     *
     * @return the future
     */
    public static FinishedFuture ofNothing() {
        return new FinishedFuture(null);
    }

    /**
     * What it was completed with.
     *
     * @return the value
     */
    public @Nullable Object value() {
        return join();
    }
}
