/**
 * Calls between processes: things that live in the process that made them, and are used by others as well. Start at
 * {@link dev.fermata.internal.hub.Hub}.
 */
@NullMarked
package dev.fermata.internal.hub;

import org.jspecify.annotations.NullMarked;
