/**
 * Tasks that wait for each other: locks, queues and the like. Start at {@link dev.fermata.samples.sync.OneAtATime}.
 *
 * <p>Each class is a program of its own; {@code samples/run} lists them, {@code samples/run NAME} runs one.
 */
@NullMarked
package dev.fermata.samples.sync;

import org.jspecify.annotations.NullMarked;
