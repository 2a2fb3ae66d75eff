/**
 * Coroutines that fetch over HTTP and use files. Start at {@link dev.fermata.samples.network.HttpGet}.
 *
 * <p>Each class is a program of its own, but for {@link dev.fermata.samples.network.LocalServer}, from which they fetch, so that
 * they need no network.
 */
@NullMarked
package dev.fermata.samples.network;

import org.jspecify.annotations.NullMarked;
