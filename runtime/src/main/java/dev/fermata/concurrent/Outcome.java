package dev.fermata.concurrent;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The value of an item, or why there is none.
 *
 * @param value what the function returned
 * @param failure what it threw, described in the worker; null if it returned
 */
record Outcome<R extends @Nullable Object>(
        @Nullable R value, @Nullable RemoteFailure failure) implements Serializable {}
