/**
 * What the event loop costs: its tasks, callbacks and timers, against Kotlin's single-threaded event loop and virtual
 * threads. What is compared with what, and which ratio is the target, stands in
 * {@link dev.fermata.bench.loop.LoopWorks}.
 */
@NullMarked
package dev.fermata.bench.loop;

import org.jspecify.annotations.NullMarked;
