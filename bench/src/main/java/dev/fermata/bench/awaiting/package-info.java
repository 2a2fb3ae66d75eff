/**
 * What an await costs: against plain calls, which are the limit, and against Kotlin's suspending functions. What is
 * compared with what, and which ratio is the target, stands in {@link dev.fermata.bench.awaiting.AwaitWorks}.
 */
@NullMarked
package dev.fermata.bench.awaiting;

import org.jspecify.annotations.NullMarked;
