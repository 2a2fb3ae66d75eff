package dev.fermata.internal.hub;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A connection to another process, which carries messages: the length of what follows, a kind, the number of a request, and
 * the rest.
 */
abstract class Wire implements HubThread.Ready {
    /** To the host, first of all. The rest: the token, and the number of the process. */
    static final byte HELLO = 0;

    /** To the host: do this. The rest: the number of the thing, the operation, the argument. */
    static final byte CALL = 1;

    /** To the host: the answer is accepted. */
    static final byte ACCEPT = 2;

    /** To the host: the answer is not wanted any more, or given back. */
    static final byte CANCEL = 3;

    /** From the host: the answer, about which nothing more is to be said. */
    static final byte ANSWER = 4;

    /** From the host: an exception instead. The rest: as {@link Failures} has it. */
    static final byte FAILURE = 5;

    /** From the host: what was called is there no more. */
    static final byte NOBODY = 6;

    /** From the host: the answer, to be accepted or given back. */
    static final byte OFFER = 7;

    /** To the host: whoever has asked sees the offer as soon as this is written. */
    static final byte SEEN = 8;

    private static final int LENGTH = Integer.BYTES;
    private static final int HEAD = 1 + Long.BYTES;
    private static final int BUFFER = 1 << 13;

    /** The JVM copies what it reads and writes, by way of memory outside the heap: so not all of a long message at once. */
    private static final int MOST_AT_ONCE = 1 << 17;

    private final HubThread thread;
    private final Queue<Message> out = new ArrayDeque<>(); // guard: itself
    private ByteBuffer in = ByteBuffer.allocate(BUFFER); // the hub's thread
    private int longest = Integer.MAX_VALUE; // of a message that is read. The hub's thread
    private @Nullable SelectionKey key; // the hub's thread

    /** What is to be written, and what is to be done then, on the hub's thread. */
    private record Message(ByteBuffer bytes, Runnable written) {}

    Wire(HubThread thread) {
        this.thread = thread;
    }

    /** Begins. On the hub's thread. */
    final void open(SocketChannel channel) throws IOException {
        key = thread.register(channel, SelectionKey.OP_READ, this);
        flush();
    }

    final void setLongest(int bytes) {
        longest = bytes;
    }

    /** Is given a message. On the hub's thread. */
    abstract void received(byte kind, long request, ByteBuffer rest);

    /** Is told that no message comes any more. On the hub's thread, once. */
    abstract void ended(IOException reason);

    // ---- writing

    /** Sends a message. Any thread may do that; those of one thread arrive in their order. */
    final void send(byte kind, long request, byte[]... rest) {
        sendAndThen(() -> {}, kind, request, rest);
    }

    /** As {@link #send}. When the system has the message, this process may die: it arrives all the same. */
    final void sendAndThen(Runnable written, byte kind, long request, byte[]... rest) {
        int length = HEAD;
        for (byte[] part : rest) {
            length = Math.addExact(length, part.length);
        }
        ByteBuffer message = ByteBuffer.allocate(Math.addExact(LENGTH, length));
        message.putInt(length).put(kind).putLong(request);
        for (byte[] part : rest) {
            message.put(part);
        }
        boolean first;
        synchronized (out) {
            first = out.isEmpty();
            out.add(new Message(message.flip(), written));
        }
        if (first) {
            thread.execute(this::flushOrFail);
        }
    }

    private void flushOrFail() {
        try {
            flush();
        } catch (IOException e) {
            failed(e);
        } catch (RuntimeException | Error e) {
            failed(HubThread.fault(e));
            throw e;
        }
    }

    private void flush() throws IOException {
        SelectionKey present = key;
        if (present == null || !present.isValid()) {
            return; // not yet, or no more
        }
        SocketChannel channel = (SocketChannel) present.channel();
        for (Message next = first(); next != null; next = first()) {
            write(channel, next.bytes());
            if (next.bytes().hasRemaining()) {
                present.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            synchronized (out) {
                out.remove();
            }
            next.written().run();
        }
        present.interestOps(SelectionKey.OP_READ);
    }

    /** Writes all, or as much as there is room for. */
    private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        do {
            bytes.limit(bytes.position() + Math.min(end - bytes.position(), MOST_AT_ONCE));
            channel.write(bytes);
        } while (!bytes.hasRemaining() && bytes.limit() < end);
        bytes.limit(end);
    }

    private @Nullable Message first() {
        synchronized (out) {
            return out.peek();
        }
    }

    // ---- reading

    @Override
    public final void ready(SelectionKey ready) throws IOException {
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isReadable()) {
            read((SocketChannel) ready.channel());
        }
    }

    private void read(SocketChannel channel) throws IOException {
        int count = readSome(channel);
        while (count > 0) {
            parse();
            count = channel.isOpen() ? readSome(channel) : 0;
        }
        if (count < 0) {
            throw new EOFException("the other process has closed the connection, or has ended");
        }
    }

    private int readSome(SocketChannel channel) throws IOException {
        in.limit(in.position() + Math.min(in.remaining(), MOST_AT_ONCE));
        int count = channel.read(in);
        in.limit(in.capacity());
        return count;
    }

    private void parse() throws IOException {
        in.flip();
        while (in.remaining() >= LENGTH) {
            int length = in.getInt(in.position());
            if (length < HEAD || length > longest) {
                throw new IOException("a message of " + length + " bytes");
            }
            if (in.remaining() < LENGTH + length) {
                makeRoom(LENGTH + length);
                return;
            }
            ByteBuffer message = in.slice(in.position() + LENGTH, length);
            in.position(in.position() + LENGTH + length);
            received(message.get(), message.getLong(), message);
        }
        makeRoom(BUFFER);
    }

    /** Keeps what was not read, in a buffer for a whole message. */
    private void makeRoom(int capacity) {
        if (in.capacity() == capacity || (in.capacity() == BUFFER && capacity < BUFFER)) {
            if (in.position() == 0) {
                in.position(in.limit()).limit(in.capacity()); // the beginning of a long message stays where it is
            } else {
                in.compact();
            }
        } else {
            in = ByteBuffer.allocate(Math.max(capacity, BUFFER)).put(in);
        }
    }

    static byte[] bytes(ByteBuffer rest) {
        byte[] bytes = new byte[rest.remaining()];
        rest.get(bytes);
        return bytes;
    }

    // ---- the end

    @Override
    public final void failed(IOException failure) {
        SelectionKey present = key;
        if (present != null) {
            key = null;
            present.cancel();
            try {
                present.channel().close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        synchronized (out) {
            out.clear();
        }
        ended(failure);
    }
}
