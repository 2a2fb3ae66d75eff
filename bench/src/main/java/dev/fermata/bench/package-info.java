/**
 * Measures Fermata against hand-written code and against its peers, all in one run. Start at
 * {@link dev.fermata.bench.Run}.
 */
@NullMarked
package dev.fermata.bench;

import org.jspecify.annotations.NullMarked;
