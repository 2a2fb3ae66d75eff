package dev.fermata.woven;

import dev.fermata.Awaitable;
import org.jspecify.annotations.Nullable;

/** A value that looks like a suspension, because it is an awaitable itself, in a wrapper that tells them apart. */
public final class Result extends Awaitable<Object> {
    /** What is wrapped: some {@link Awaitable}. */
    public final @Nullable Object value;

    Result(@Nullable Object value) {
        this.value = value;
    }
}
