/**
 * The types that users of Fermata see. Start at {@link dev.fermata.Generator}.
 *
 * <p>A method annotated {@link dev.fermata.annotation.Async @Async} says by its return type what it is. Its body is
 * rewritten by the agent or at build time; without that, every call that needs it throws an
 * {@link java.lang.IllegalStateException} which names the place.
 */
@NullMarked
package dev.fermata;

import org.jspecify.annotations.NullMarked;
