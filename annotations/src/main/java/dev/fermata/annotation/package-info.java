/** {@link dev.fermata.annotation.Async}, the one annotation that users of Fermata write. */
package dev.fermata.annotation;
