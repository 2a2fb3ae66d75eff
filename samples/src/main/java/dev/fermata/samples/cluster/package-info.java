/**
 * A cluster of several processes, which may be on several machines. Start at {@link dev.fermata.samples.cluster.Cluster}.
 *
 * <p>{@code samples/run cluster} runs it.
 */
@NullMarked
package dev.fermata.samples.cluster;

import org.jspecify.annotations.NullMarked;
