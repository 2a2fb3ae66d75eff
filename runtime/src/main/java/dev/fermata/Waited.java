package dev.fermata;

import java.util.Set;

/**
 * What {@link Asyncio#waitAll} and its like give: which futures are done, and which are not.
 *
 * @param done in the order in which they were given
 * @param pending in the order in which they were given
 * @param <F> the type of the futures
 */
public record Waited<F extends Future<?>>(Set<F> done, Set<F> pending) {}
