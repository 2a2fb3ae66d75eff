/**
 * Work that blocks its thread, or keeps a core busy: threads and worker processes beside the loop. Start at
 * {@link dev.fermata.samples.blocking.RunInExecutor}.
 *
 * <p>Each class with a {@code main} is a program of its own; {@code samples/run} lists them, {@code samples/run NAME} runs
 * one.
 */
@NullMarked
package dev.fermata.samples.blocking;

import org.jspecify.annotations.NullMarked;
