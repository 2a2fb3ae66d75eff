/**
 * Child processes that run Java for this one: how they are started, how they find their way back, and how they end. Start
 * at {@link dev.fermata.internal.worker.ChildJvm}, which is the parent's side; the child's is
 * {@link dev.fermata.internal.worker.ParentConnection}.
 */
@NullMarked
package dev.fermata.internal.worker;

import org.jspecify.annotations.NullMarked;
