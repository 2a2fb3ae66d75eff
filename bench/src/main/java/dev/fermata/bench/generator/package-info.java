/**
 * Generators against the hand-written iterator, which is the limit, and against Kotlin's sequences. What is compared
 * with what, and which ratio is the target, stands in {@link dev.fermata.bench.generator.GeneratorWorks}.
 */
@NullMarked
package dev.fermata.bench.generator;

import org.jspecify.annotations.NullMarked;
