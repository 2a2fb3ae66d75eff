package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.internal.Requests;
import dev.fermata.internal.hub.Answer;
import dev.fermata.internal.hub.Callee;
import dev.fermata.internal.hub.Hub;
import dev.fermata.internal.hub.HubAddress;
import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.sync.QueueShutDownException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A queue between processes: any number of them put in and get out, and each item arrives once, in the order in which they
 * were put in; never twice.
 * <pre>{@code
 * try (ProcessQueue<String> letters = ProcessQueue.create()) {
 *     Process writer = new Process(() -> letters.put("A"));
 *     writer.start();
 *     System.out.println(letters.get());
 *     writer.join();
 * }
 * }</pre>
 *
 * <p>The queue lives in the process that has made it, which uses it directly. Serialised, it is a handle, by which other
 * processes of the same user use it through a socket. Items are serialised as they are put in, also for the process itself:
 * what is got is a copy.
 *
 * <p>A process may die at any moment, or be killed: if it waited, nobody waits any more; if an item was on its way to it,
 * the next one gets that. What it has got is its own, and nobody gets it again; so an item that reaches a process in the
 * very moment in which it dies may be lost with it, as the one that it was working at. When the process of the queue itself
 * has ended, what others call throws an {@link IOException}.
 *
 * <p>All methods may be called on any thread. Those that wait block their thread, and are an error on that of a running event
 * loop; in coroutines, await those whose names end with {@code Async}.
 *
 * @param <T> the type of the items: serialisable, or null
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Queue">multiprocessing.Queue</a>
 */
public final class ProcessQueue<T extends @Nullable Object> implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1;
    private static final byte[] NOTHING = {};

    private final transient HubAddress host;
    private final transient long number;
    private final transient Callee queue;

    private ProcessQueue(HubAddress host, long number) throws IOException {
        this.host = host;
        this.number = number;
        this.queue = Hub.get().callee(host, number, () -> new QueueShutDownException("the queue is closed"));
    }

    private record Handle(HubAddress host, long number) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            try {
                return new ProcessQueue<>(host, number);
            } catch (IOException e) {
                throw (ObjectStreamException) new InvalidObjectException(e.getMessage()).initCause(e);
            }
        }
    }

    /**
     * Makes a queue without a limit.
     *
     * @param <T> the type of the items
     * @return to be closed
     */
    public static <T extends @Nullable Object> ProcessQueue<T> create() {
        return create(Integer.MAX_VALUE);
    }

    /**
     * Makes a queue.
     *
     * @param maxSize how many items it has at most: at least 1
     * @param <T> the type of the items
     * @return to be closed
     */
    public static <T extends @Nullable Object> ProcessQueue<T> create(int maxSize) {
        if (maxSize < 1) {
            throw new IllegalArgumentException("a queue with room for " + maxSize + " items; it must be at least 1");
        }
        try {
            return new ProcessQueue<>(Hub.get().address(), new QueueHost(maxSize).number());
        } catch (IOException e) {
            throw new AssertionError("it is here", e);
        }
    }

    // ---- putting in

    /**
     * Waits until there is room, and puts an item in.
     *
     * @param item serialisable, or null
     * @throws InterruptedException if the thread is interrupted while it waits; the item may arrive all the same
     * @throws IOException if {@code item} cannot be serialised, or the process of the queue has ended
     * @throws QueueShutDownException if the queue is closed, or is while this waits
     * @throws IllegalStateException on the thread of a running event loop
     */
    public void put(T item) throws InterruptedException, IOException {
        Requests.requireNoLoop("put(item)", "putAsync(item)");
        Answer unused = Requests.await(queue.call(QueueHost.PUT, Serial.bytes("The item", item)), Answer::giveBack);
    }

    /**
     * Waits until there is room, but not longer than a given time, and puts an item in.
     *
     * @param item serialisable, or null
     * @param timeout how long at most
     * @throws TimeoutException if there is no room in time; if there was some in the last moment, the item may arrive all the
     *     same
     * @throws InterruptedException as for {@link #put(Object)}
     * @throws IOException as for {@link #put(Object)}
     */
    public void put(T item, Duration timeout) throws InterruptedException, IOException, TimeoutException {
        Requests.requireNoLoop("put(item, timeout)", "waitFor(putAsync(item), timeout)");
        Answer unused =
                Requests.await(queue.call(QueueHost.PUT, Serial.bytes("The item", item)), timeout, Answer::giveBack);
    }

    /**
     * Puts an item in, if there is room. Waits for no more than the answer of the process of the queue.
     *
     * @param item serialisable, or null
     * @throws QueueFullException if there is none
     * @throws QueueShutDownException if the queue is closed
     * @throws IOException as for {@link #put(Object)}
     */
    public void putNoWait(T item) throws IOException {
        Answer unused = now(QueueHost.PUT_NO_WAIT, Serial.bytes("The item", item));
    }

    /**
     * As {@link #put(Object)}, for coroutines.
     *
     * @param item serialisable, or null
     * @return to be awaited; if that is cancelled, the item may arrive all the same
     * @throws IOException by awaiting it, as for {@link #put(Object)}
     */
    public Coroutine<Void> putAsync(T item) throws IOException {
        return new PutCoroutine("putAsync", this, () -> queue.call(QueueHost.PUT, Serial.bytes("The item", item)));
    }

    // ---- getting out

    /**
     * Waits until there is an item, and gets it out.
     *
     * @return the item
     * @throws InterruptedException if the thread is interrupted while it waits; no item is lost
     * @throws IOException if the process of the queue has ended
     * @throws QueueShutDownException if the queue is closed, or is while this waits
     * @throws IllegalStateException on the thread of a running event loop
     */
    public T get() throws InterruptedException, IOException {
        Requests.requireNoLoop("get()", "getAsync()");
        return GetCoroutine.object(Requests.await(queue.call(QueueHost.GET, NOTHING), Answer::giveBack));
    }

    /**
     * Waits until there is an item, but not longer than a given time, and gets it out.
     *
     * @param timeout how long at most
     * @return the item
     * @throws TimeoutException if there is no item in time
     * @throws InterruptedException as for {@link #get()}
     * @throws IOException as for {@link #get()}
     */
    public T get(Duration timeout) throws InterruptedException, IOException, TimeoutException {
        Requests.requireNoLoop("get(timeout)", "waitFor(getAsync(), timeout)");
        return GetCoroutine.object(Requests.await(queue.call(QueueHost.GET, NOTHING), timeout, Answer::giveBack));
    }

    /**
     * Gets an item out, if there is one. Waits for no more than the answer of the process of the queue.
     *
     * @return the item
     * @throws QueueEmptyException if there is none
     * @throws QueueShutDownException if the queue is closed
     * @throws IOException as for {@link #get()}
     */
    public T getNoWait() throws IOException {
        return GetCoroutine.object(now(QueueHost.GET_NO_WAIT, NOTHING));
    }

    /**
     * As {@link #get()}, for coroutines.
     *
     * @return to be awaited; if that is cancelled, no item is lost
     * @throws IOException by awaiting it, as for {@link #get()}
     */
    public Coroutine<T> getAsync() throws IOException {
        return new GetCoroutine<>("getAsync", this, () -> queue.call(QueueHost.GET, NOTHING));
    }

    // ---- the queue itself

    /**
     * How many items are there now.
     *
     * @return as the process of the queue has answered
     * @throws IOException if it has ended
     */
    public int size() throws IOException {
        return ByteBuffer.wrap(now(QueueHost.SIZE, NOTHING).value()).getInt();
    }

    /**
     * Closes the queue for all processes: drops what is in it, and lets all fail who wait. Does nothing if it was closed, or
     * if its process has ended.
     */
    @Override
    public void close() {
        try {
            Answer unused = now(QueueHost.CLOSE, NOTHING);
        } catch (IOException e) {
            // It is closed with its process.
        }
    }

    private Answer now(int operation, byte[] argument) throws IOException {
        return Requests.awaitNow(queue.call(operation, argument));
    }

    private Object writeReplace() {
        return new Handle(host, number);
    }

    private void readObject(ObjectInputStream in) throws ObjectStreamException {
        throw new InvalidObjectException("only its handle is serialised");
    }

    /** Whose it is. */
    @Override
    public String toString() {
        return "ProcessQueue[" + number + " of " + host + "]";
    }
}
