package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects frames, to be written together. With a channel it streams: a value longer than a frame is written as it comes.
 * Without one, such a value is {@linkplain TooLongException refused}. Confined to one thread.
 */
public final class FrameWriter extends OutputStream {
    private static final int SMALL = 1024;

    private final @Nullable WorkerChannel channel;
    private final boolean printing;
    private byte[] bytes = new byte[SMALL];
    private int start; // of the frame begun last
    private int end;
    private boolean streaming; // whether a part of the current value has been written
    private boolean broken; // whether the channel has failed

    /** A value does not fit into one frame, and there is no channel to stream it to. */
    @SuppressWarnings({"serial", "StaticAssignmentOfThrowable"}) // it has no stack trace, and nothing else that differs
    public static final class TooLongException extends IOException {
        static final TooLongException INSTANCE = new TooLongException();

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /**
     * Makes a writer without frames.
     *
     * @param channel where values stream to; null to refuse long ones
     */
    public FrameWriter(@Nullable WorkerChannel channel) {
        this(channel, false);
    }

    private FrameWriter(@Nullable WorkerChannel channel, boolean printing) {
        this.channel = channel;
        this.printing = printing;
    }

    /**
     * Makes a writer for the reading thread of a channel, which prints what arrives while it waits.
     *
     * @param channel where values stream to
     * @return without frames
     */
    public static FrameWriter whilePrinting(WorkerChannel channel) {
        return new FrameWriter(channel, true);
    }

    /**
     * Begins a frame.
     *
     * @param kind of it
     */
    public void begin(int kind) {
        start = end;
        streaming = false;
        reserve(WorkerChannel.HEADER);
        bytes[start] = (byte) kind;
        end = start + WorkerChannel.HEADER;
    }

    /**
     * Appends four bytes.
     *
     * @param value their value
     */
    public void putInt(int value) {
        reserve(Integer.BYTES);
        set(end, value);
        end += Integer.BYTES;
    }

    @Override
    public void write(int value) throws IOException {
        makeRoom();
        reserve(1);
        bytes[end++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, makeRoom());
            reserve(count);
            System.arraycopy(source, from, bytes, end, count);
            end += count;
            from += count;
            left -= count;
        }
    }

    /** How many bytes the frame can take; when it is full, that is after it has been written. */
    private int makeRoom() throws IOException {
        int room = WorkerChannel.LONGEST - (end - start - WorkerChannel.HEADER);
        if (room > 0) {
            return room;
        }
        if (channel == null) {
            throw TooLongException.INSTANCE;
        }
        int kind = bytes[start];
        bytes[start] = (byte) (kind | WorkerChannel.MORE);
        end();
        send();
        begin(kind);
        streaming = true;
        return WorkerChannel.LONGEST;
    }

    /** Ends the frame. */
    public void end() {
        set(start + 1, end - start - WorkerChannel.HEADER);
    }

    /** Takes the current value back; if a part of it has been written, the other side is told. */
    public void abort() {
        end = start;
        if (streaming) {
            begin(WorkerChannel.ABORTED);
            end();
        }
    }

    /**
     * How much has been collected.
     *
     * @return in bytes
     */
    public int size() {
        return end;
    }

    /**
     * What has been collected, which is then forgotten.
     *
     * @return valid until the next frame is begun
     */
    public ByteBuffer take() {
        ByteBuffer frames = ByteBuffer.wrap(bytes, 0, end);
        start = 0;
        end = 0;
        return frames;
    }

    @Override
    public void flush() throws IOException {
        // Nothing by itself: an ObjectOutputStream flushes when it need not.
    }

    /**
     * Writes what has been collected to the channel.
     *
     * @throws IOException if the other side is gone
     */
    public void send() throws IOException {
        if (channel != null) {
            try {
                if (printing) {
                    channel.writeWhilePrinting(take());
                } else {
                    channel.write(take());
                }
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }

    /**
     * Whether an exception came from the channel, and not from the value.
     *
     * @return true if the other side is gone
     */
    public boolean isBroken() {
        return broken;
    }

    private void set(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void reserve(int count) {
        if (end + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + count));
        }
    }
}
