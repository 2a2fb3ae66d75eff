package dev.fermata.concurrent;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A task with a value that can go to another process. A lambda becomes one by itself where a method takes it.
 *
 * <p>What the lambda captures goes with it, and so must be serialisable: {@code this} too, if it uses a field or an instance
 * method.
 *
 * @param <T> the type of its value
 */
@FunctionalInterface
public interface SerializableCallable<T extends @Nullable Object> extends Callable<T>, Serializable {}
