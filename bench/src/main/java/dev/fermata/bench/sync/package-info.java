/**
 * What locks and queues of tasks cost, against those of Kotlin's coroutines and those of {@code java.util.concurrent} with
 * virtual threads. What is compared with what, and which ratio is the target, stands in
 * {@link dev.fermata.bench.sync.SyncWorks}.
 */
@NullMarked
package dev.fermata.bench.sync;

import org.jspecify.annotations.NullMarked;
