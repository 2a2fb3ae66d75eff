/**
 * Coroutines, tasks and the event loop. Start at {@link dev.fermata.samples.tasks.HelloAsync}.
 *
 * <p>Each class is a program of its own; {@code samples/run} lists them, {@code samples/run NAME} runs one.
 */
@NullMarked
package dev.fermata.samples.tasks;

import org.jspecify.annotations.NullMarked;
