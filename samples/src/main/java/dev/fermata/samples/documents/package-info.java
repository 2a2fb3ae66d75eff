/**
 * The code that the documents show. A test compares the two, so what is changed here is to be changed there.
 *
 * <p>Each class is a program of its own.
 */
@NullMarked
package dev.fermata.samples.documents;

import org.jspecify.annotations.NullMarked;
