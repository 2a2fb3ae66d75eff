/**
 * For tests of programs that use an event loop: a clock that stands still while anything is ready and then jumps, a
 * seeded order of what is ready, and errors that say who waits for whom. Start at {@link dev.fermata.testing.TestLoop}.
 */
@NullMarked
package dev.fermata.testing;

import org.jspecify.annotations.NullMarked;
