/**
 * Coroutines, generators, and the event loop that runs tasks. Start at {@link dev.fermata.Asyncio} for coroutines, and at
 * {@link dev.fermata.Generator} for generators.
 *
 * <p>A method annotated {@link dev.fermata.annotation.Async @Async} says by its return type what it is. Its body is
 * rewritten by the agent or at build time; without that, every call that needs it throws an
 * {@link java.lang.IllegalStateException} which names the place.
 *
 * <p>What holds for the whole package, where nothing else is said: an object that belongs to an event loop is for the thread
 * that runs the loop. A coroutine begins when it is awaited or made a task, and so do the checks that it makes. Exceptions
 * arrive as they were thrown, checked ones too. An argument that is null where that is not said to be allowed is a
 * {@link java.lang.NullPointerException}.
 */
@NullMarked
package dev.fermata;

import org.jspecify.annotations.NullMarked;
