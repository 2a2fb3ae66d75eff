package dev.fermata.internal.worker;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames between a pool and one of its workers; the same on both sides. A frame is a byte for its kind, four for the length
 * of its content, and the content, which is never longer than {@link #LONGEST}: long values travel in several.
 *
 * <p>The socket does not block, because an interrupt of a thread that is blocked in a channel closes the channel: tasks and
 * callers may be interrupted, and that must not cost a worker.
 *
 * <p>One thread reads. Any thread may write whole frames.
 */
public final class WorkerChannel implements Closeable {
    /** To the worker: the filter for what it reads, as text. */
    public static final int FILTER = 1;

    /** To the worker: a task that it shall run. Sequence number, epoch, the serialised task. */
    public static final int TASK = 2;

    /** To the worker: a task sent ahead, to be run only if it can still be claimed. */
    public static final int TASK_AHEAD = 3;

    /** To the worker: the path of the file of {@link Claims}. */
    public static final int CLAIMS = 4;

    /** To the worker: end. */
    public static final int EXIT = 5;

    /** To the pool: the serialised result of the oldest task that was begun and not answered. */
    public static final int RESULT = 6;

    /** To the pool: the serialised failure of that task. */
    public static final int FAILURE = 7;

    /** In place of the rest of a value: it could not be serialised to its end. */
    public static final int ABORTED = 8;

    /** To the pool: text for the standard output, and for the error output. */
    public static final int PRINT = 9;

    public static final int PRINT_ERROR = 10;

    /** Added to the kind of a frame when the value goes on in the next one. */
    static final int MORE = 0x40;

    static final int HEADER = 5;

    /** Small enough for a few to fit in the buffer of any socket. */
    public static final int LONGEST = 32 * 1024;

    private final SocketChannel socket;
    private final Selector readable;
    private final SelectionKey reading;
    private final PrintTarget prints;

    // Reading thread only.
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(2 * (LONGEST + HEADER)).flip();
    private int kind;
    private int left;

    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable Selector writable; // set under writing

    /** Takes what a worker prints. */
    public interface PrintTarget {
        /**
         * Prints. Called on the reading thread.
         *
         * @param kind {@link #PRINT} or {@link #PRINT_ERROR}
         * @param text in UTF-8, never broken within a character
         */
        void print(int kind, byte[] text);
    }

    /**
     * Takes over a socket.
     *
     * @param socket connected
     * @param prints for the frames that print
     * @throws IOException if there are no descriptors left
     */
    public WorkerChannel(SocketChannel socket, PrintTarget prints) throws IOException {
        this.socket = socket;
        this.prints = prints;
        socket.configureBlocking(false);
        this.readable = Selector.open();
        this.reading = socket.register(readable, SelectionKey.OP_READ);
    }

    // ---- reading

    /**
     * Moves to the next frame, if all of it has arrived; prints on the way. What was not read of the last one is skipped.
     *
     * @return whether there is one
     */
    public boolean next() {
        skip();
        printArrived();
        if (!hasWhole()) {
            return false;
        }
        begin();
        return true;
    }

    /** Prints what has arrived before the next frame of another kind. */
    private void printArrived() {
        while (hasWhole() && isPrint(in.get(in.position()))) {
            begin();
            prints.print(kind, content());
        }
    }

    private boolean hasWhole() {
        return in.remaining() >= HEADER && in.remaining() >= HEADER + in.getInt(in.position() + 1);
    }

    private void begin() {
        kind = in.get();
        left = in.getInt();
    }

    private static boolean isPrint(int kind) {
        return kind == PRINT || kind == PRINT_ERROR;
    }

    private void skip() {
        in.position(in.position() + left);
        left = 0;
    }

    /**
     * Waits for bytes and takes in what has arrived.
     *
     * @param milliseconds how long at most; 0 for ever
     * @throws EOFException if the other side is gone
     */
    public void await(long milliseconds) throws IOException {
        boolean unused = Thread.interrupted(); // else the selector would not wait
        readable.select(milliseconds);
        readable.selectedKeys().clear();
        receive();
    }

    private void receive() throws IOException {
        in.compact();
        int count;
        try {
            count = socket.read(in);
        } finally {
            in.flip();
        }
        if (count < 0) {
            throw new EOFException("the other side has closed the connection");
        }
    }

    /** Lets {@link #await} return. Called on any thread. */
    public void wakeup() {
        readable.wakeup();
    }

    /**
     * The kind of the frame.
     *
     * @return without the mark for more
     */
    public int kind() {
        return kind & ~MORE;
    }

    boolean hasMore() {
        return (kind & MORE) != 0;
    }

    /** How much of the content has not been read. */
    int left() {
        return left;
    }

    void read(byte[] bytes, int offset, int length) {
        in.get(bytes, offset, length);
        left -= length;
    }

    /**
     * Reads four bytes of the content.
     *
     * @return their value
     */
    public int readInt() {
        left -= Integer.BYTES;
        return in.getInt();
    }

    /**
     * Reads the rest of the content.
     *
     * @return the bytes
     */
    public byte[] content() {
        byte[] bytes = new byte[left];
        read(bytes, 0, left);
        return bytes;
    }

    // ---- writing

    /**
     * Writes frames, waiting where the socket is full. Called on any thread.
     *
     * @param frames whole ones
     * @throws IOException if the other side is gone
     */
    public void write(ByteBuffer frames) throws IOException {
        writing.lock();
        try {
            while (true) {
                socket.write(frames);
                if (!frames.hasRemaining()) {
                    return;
                }
                awaitWritable();
            }
        } finally {
            writing.unlock();
        }
    }

    private void awaitWritable() throws IOException {
        Selector selector = writable;
        if (selector == null) {
            selector = Selector.open();
            writable = selector;
            socket.register(selector, SelectionKey.OP_WRITE);
        }
        boolean interrupted = Thread.interrupted(); // else the selector would not wait
        try {
            selector.select();
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException e) {
            throw new IOException("the connection was closed meanwhile", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Writes frames, and prints what arrives meanwhile: the other side may not read before it has been rid of that. On the
     * reading thread, which is done with the current frame.
     *
     * @param frames whole ones
     * @throws IOException if the other side is gone
     */
    public void writeWhilePrinting(ByteBuffer frames) throws IOException {
        skip();
        while (!offer(frames)) {
            printArrived();
            boolean hasRoom = in.remaining() < in.capacity();
            reading.interestOps(hasRoom ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE);
            boolean interrupted = Thread.interrupted(); // else the selector would not wait
            try {
                readable.select();
            } finally {
                reading.interestOps(SelectionKey.OP_READ);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            readable.selectedKeys().clear();
            if (hasRoom) {
                receive();
            }
        }
    }

    /**
     * Writes a frame with this content.
     *
     * @param ofKind its kind
     * @param content not longer than {@link #LONGEST}
     * @throws IOException if the other side is gone
     */
    public void write(int ofKind, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + content.length);
        frame.put((byte) ofKind).putInt(content.length).put(content).flip();
        write(frame);
    }

    /**
     * Writes what the socket takes at once. Nobody else may write until all is written.
     *
     * @param frames whole ones, or the rest
     * @return whether all is written
     * @throws IOException if the other side is gone
     */
    public boolean offer(ByteBuffer frames) throws IOException {
        writing.lock();
        try {
            socket.write(frames);
            return !frames.hasRemaining();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        readable.close();
        Selector waiting = writable; // without the lock, because its holder may be waiting
        if (waiting != null) {
            waiting.close();
        }
    }
}
