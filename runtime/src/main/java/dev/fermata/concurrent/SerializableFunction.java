package dev.fermata.concurrent;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A function that can go to another process. A lambda becomes one by itself where a method takes it.
 *
 * @param <T> the type of its argument
 * @param <R> the type of its value
 */
@FunctionalInterface
public interface SerializableFunction<T extends @Nullable Object, R extends @Nullable Object> extends Serializable {
    /**
     * Calls the function.
     *
     * @param argument for it
     * @return its value
     * @throws Exception as the function likes; it arrives where the value would
     */
    R apply(T argument) throws Exception;
}
