package dev.fermata;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Asyncio#toThread} calls on another thread. A {@link Callable} that says what it throws, so that the compiler
 * asks for it where the call is awaited.
 *
 * @param <T> the type of its value
 * @param <X> what it throws; the compiler finds it out, and takes {@link RuntimeException} if there is nothing to declare
 */
@FunctionalInterface
public interface BlockingCall<T extends @Nullable Object, X extends Exception> extends Callable<T> {
    /**
     * Does the work. Called once, on another thread than the loop's.
     *
     * @return the value
     * @throws X what the await throws, as it is
     */
    @Override
    T call() throws X;
}
