/**
 * Threads of the JDK next to coroutines: the same in both worlds, and the ways from one to the other. Start at
 * {@link dev.fermata.samples.threads.Threads}.
 *
 * <p>{@code samples/run threads} runs it.
 */
@NullMarked
package dev.fermata.samples.threads;

import org.jspecify.annotations.NullMarked;
