/**
 * What tasks of one event loop share: locks, semaphores, conditions, events, barriers and queues, as those of
 * <a href="https://docs.python.org/3/library/asyncio-sync.html">asyncio</a> and
 * <a href="https://docs.python.org/3/library/asyncio-queue.html">its queues</a>. Start at {@link dev.fermata.sync.Lock}.
 *
 * <p>A task that has to wait here is suspended and the loop goes on; nothing blocks a thread. None of it is thread-safe:
 * it belongs to one loop, and other threads come in by {@code callSoonThreadSafe}. All are fair: first come, first served;
 * and a task that is cancelled while it waits leaves nothing behind. Between two awaits no other task runs, so what never
 * awaits in the middle needs no lock.
 *
 * <p>The names are asyncio's, and some are taken in Java as well. The ones of the JDK are for threads: to wait for one of
 * them on a loop's thread stops all tasks of the loop.
 * <table>
 * <caption>Which is which</caption>
 * <tr><th>between tasks of one loop</th><th>between threads</th></tr>
 * <tr><td>{@link dev.fermata.sync.Lock}</td><td>{@link java.util.concurrent.locks.Lock}, which knows its owner</td></tr>
 * <tr><td>{@link dev.fermata.sync.Condition}</td><td>{@link java.util.concurrent.locks.Condition}</td></tr>
 * <tr><td>{@link dev.fermata.sync.Semaphore}, {@link dev.fermata.sync.BoundedSemaphore}</td>
 * <td>{@link java.util.concurrent.Semaphore}</td></tr>
 * <tr><td>{@link dev.fermata.sync.Event}</td><td>{@link java.util.concurrent.CountDownLatch} of one, which cannot be
 * cleared</td></tr>
 * <tr><td>{@link dev.fermata.sync.Barrier}</td><td>{@link java.util.concurrent.CyclicBarrier}</td></tr>
 * <tr><td>{@link dev.fermata.sync.Queue}</td><td>{@link java.util.concurrent.BlockingQueue};
 * {@link java.util.Queue} waits for nothing</td></tr>
 * <tr><td>{@link dev.fermata.sync.PriorityQueue}</td><td>{@link java.util.concurrent.PriorityBlockingQueue};
 * {@link java.util.PriorityQueue} waits for nothing</td></tr>
 * <tr><td>{@link dev.fermata.sync.LifoQueue}</td><td>{@link java.util.concurrent.LinkedBlockingDeque}</td></tr>
 * </table>
 */
@NullMarked
package dev.fermata.sync;

import org.jspecify.annotations.NullMarked;
