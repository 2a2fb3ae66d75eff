/**
 * Processes, what they share, and other programs. Start at {@link dev.fermata.samples.processes.StartProcess}. Each class is
 * a program of its own.
 */
@NullMarked
package dev.fermata.samples.processes;

import org.jspecify.annotations.NullMarked;
