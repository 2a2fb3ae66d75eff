/**
 * What woven code calls; public for that reason only and not meant for users. The table of it stands in
 * {@code docs/weaving.md}. Start at {@link dev.fermata.woven.GeneratorFrame}.
 */
@NullMarked
package dev.fermata.woven;

import org.jspecify.annotations.NullMarked;
