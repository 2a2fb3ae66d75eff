/**
 * What the samples share. The programs are in the packages below; {@code samples/run} lists them.
 */
@NullMarked
package dev.fermata.samples;

import org.jspecify.annotations.NullMarked;
