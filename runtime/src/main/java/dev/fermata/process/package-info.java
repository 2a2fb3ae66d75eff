/**
 * Processes, and what they share. Start at {@link dev.fermata.process.Process}.
 *
 * <p>A {@link dev.fermata.process.Process} is a JVM that runs a function of this program. It is not the
 * {@link java.lang.Process} of the JDK, which is known everywhere without an import: a file that names the one here imports it,
 * {@code import dev.fermata.process.Process;}, and then means this one. Other programs are run by a
 * {@link dev.fermata.process.Subprocess}.
 *
 * <p>What processes share, or talk by: {@link dev.fermata.process.ProcessQueue}, {@link dev.fermata.process.Pipe},
 * {@link dev.fermata.process.ProcessLock}, and values in memory, from {@link dev.fermata.process.SharedInt} to
 * {@link dev.fermata.process.SharedBytes}. Each is made in one process, which owns it. Serialised, it is a handle: so it
 * gets into other processes with the function that they run, with the arguments of the tasks of a pool, or in a queue.
 */
@NullMarked
package dev.fermata.process;

import org.jspecify.annotations.NullMarked;
