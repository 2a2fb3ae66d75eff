/**
 * The bridge to worker processes, for work that keeps a core busy. Start at
 * {@link dev.fermata.concurrent.ProcessPoolExecutor}.
 */
@NullMarked
package dev.fermata.concurrent;

import org.jspecify.annotations.NullMarked;
