/**
 * Generators: methods that hand out values one by one and stop in between. Start at
 * {@link dev.fermata.samples.generators.ConsumerProducer}.
 *
 * <p>Each class is a program of its own; {@code samples/run} lists them, {@code samples/run NAME} runs one.
 */
@NullMarked
package dev.fermata.samples.generators;

import org.jspecify.annotations.NullMarked;
