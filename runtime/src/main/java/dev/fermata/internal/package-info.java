/** What no other module sees: free to change. */
@NullMarked
package dev.fermata.internal;

import org.jspecify.annotations.NullMarked;
