package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.internal.Requests;
import dev.fermata.internal.hub.Answer;
import dev.fermata.internal.hub.Callee;
import dev.fermata.internal.hub.Hub;
import dev.fermata.internal.hub.HubAddress;
import java.io.EOFException;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * An end of a {@link Pipe}.
 *
 * <p>It belongs to one process at a time: to the one that has made the pipe, until it is serialised; then to the one in which
 * it comes to life again. When its process closes it, or ends in whatever way, the other end receives what is still on
 * the way and then finds the end of the file. That is also so if the {@link Process} to which it is given never comes to
 * have it; but an end that is put into a queue, or sent through a pipe, and never taken out there is on its way for ever.
 *
 * <p>Messages are serialised as they are sent. All methods may be called on any thread. Those that wait block their
 * thread, and are an error on that of a running event loop; in coroutines, await those whose names end with {@code Async}.
 *
 * @param <S> the type of what is sent: serialisable, or null
 * @param <R> the type of what is received
 */
public final class PipeEnd<S extends @Nullable Object, R extends @Nullable Object>
        implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1;
    private static final byte[] NOTHING = {};

    private final transient HubAddress address;
    private final transient long number;
    private final transient Callee end;

    PipeEnd(HubAddress address, long number) throws IOException {
        this.address = address;
        this.number = number;
        this.end = Hub.get().callee(address, number, PipeHost::closedHere);
    }

    private record Handle(HubAddress address, long number) implements Serializable {
        private Object readResolve() throws ObjectStreamException {
            try {
                PipeEnd<?, ?> arrived = new PipeEnd<>(address, number);
                arrived.tell(PipeHost.ATTACH, NOTHING);
                return arrived;
            } catch (IOException e) {
                throw (ObjectStreamException) new InvalidObjectException(e.getMessage()).initCause(e);
            }
        }
    }

    /**
     * Sends a message. Waits while too many are on the way that nobody has received.
     *
     * @param message serialisable, or null
     * @throws InterruptedException if the thread is interrupted while it waits; the message may arrive all the same
     * @throws IOException if the other end is closed, if {@code message} cannot be serialised, or if the process of the
     *     pipe has ended
     * @throws IllegalStateException if this end is closed or was handed over; or on the thread of a running event loop
     */
    public void send(S message) throws InterruptedException, IOException {
        Requests.requireNoLoop("send(message)", "sendAsync(message)");
        Answer unused = Requests.await(end.call(PipeHost.SEND, Serial.bytes("The message", message)), Answer::giveBack);
    }

    /**
     * As {@link #send}, for coroutines.
     *
     * @param message serialisable, or null
     * @return to be awaited; if that is cancelled, the message may arrive all the same
     * @throws IOException by awaiting it, as for {@link #send}
     */
    public Coroutine<Void> sendAsync(S message) throws IOException {
        return new PutCoroutine("sendAsync", this, () -> end.call(PipeHost.SEND, Serial.bytes("The message", message)));
    }

    /**
     * Waits for a message.
     *
     * @return the message
     * @throws EOFException if there is none any more: the other end was closed, or its process has ended
     * @throws IOException if the process of the pipe has ended
     * @throws InterruptedException if the thread is interrupted while it waits; no message is lost
     * @throws IllegalStateException as for {@link #send}
     */
    public R receive() throws InterruptedException, IOException {
        Requests.requireNoLoop("receive()", "receiveAsync()");
        return GetCoroutine.object(Requests.await(end.call(PipeHost.RECEIVE, NOTHING), Answer::giveBack));
    }

    /**
     * Waits for a message, but not longer than a given time.
     *
     * @param timeout how long at most
     * @return the message
     * @throws TimeoutException if none comes in time
     * @throws EOFException as for {@link #receive()}
     * @throws IOException as for {@link #receive()}
     * @throws InterruptedException as for {@link #receive()}
     */
    public R receive(Duration timeout) throws InterruptedException, IOException, TimeoutException {
        Requests.requireNoLoop("receive(timeout)", "waitFor(receiveAsync(), timeout)");
        return GetCoroutine.object(Requests.await(end.call(PipeHost.RECEIVE, NOTHING), timeout, Answer::giveBack));
    }

    /**
     * As {@link #receive()}, for coroutines.
     *
     * @return to be awaited; if that is cancelled, no message is lost
     * @throws EOFException by awaiting it, as for {@link #receive()}
     * @throws IOException by awaiting it, as for {@link #receive()}
     */
    public Coroutine<R> receiveAsync() throws IOException {
        return new GetCoroutine<>("receiveAsync", this, () -> end.call(PipeHost.RECEIVE, NOTHING));
    }

    /** Closes this end. Does nothing if it was closed, or handed over. */
    @Override
    public void close() {
        tell(PipeHost.CLOSE, NOTHING);
    }

    // ---- on its way to another process

    private Object writeReplace() {
        byte[] handover =
                Requests.awaitNow(end.call(PipeHost.GIVE_AWAY, NOTHING)).value();
        Travelling.note(
                new Travelling.Given(() -> tell(PipeHost.TAKE_BACK, NOTHING), () -> tell(PipeHost.LOST, handover)));
        return new Handle(address, number);
    }

    private void tell(int operation, byte[] argument) {
        var unused = end.call(operation, argument);
    }

    private void readObject(ObjectInputStream in) throws ObjectStreamException {
        throw new InvalidObjectException("only its handle is serialised");
    }

    /** Whose it is. */
    @Override
    public String toString() {
        return "PipeEnd[" + number + " of " + address + "]";
    }
}
