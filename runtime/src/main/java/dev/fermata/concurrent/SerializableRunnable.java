package dev.fermata.concurrent;

import java.io.Serializable;

/** A task without a value that can go to another process. A lambda becomes one by itself where a method takes it. */
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
