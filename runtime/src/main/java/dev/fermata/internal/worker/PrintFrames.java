package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a worker has for {@code System.out} and {@code System.err}: sends each line to the pool as soon as it is complete, and
 * so before the result of the task that printed it. Part of a line is sent when it is flushed, and at the end of the task.
 * Guard: the lock of the print stream above it.
 */
final class PrintFrames extends OutputStream {
    private final WorkerChannel channel;
    private final int kind;
    private byte[] text = new byte[256];
    private int length;

    private PrintFrames(WorkerChannel channel, int kind) {
        this.channel = channel;
        this.kind = kind;
    }

    static PrintStream stream(WorkerChannel channel, int kind) {
        return new PrintStream(new PrintFrames(channel, kind), false, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush(); // a task that closes it must not take it from the next one
            }
        };
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (length + count > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + count));
        }
        System.arraycopy(bytes, offset, text, length, count);
        length += count;
        int end = length;
        while (end > 0 && text[end - 1] != '\n' && length < WorkerChannel.LONGEST) {
            end--;
        }
        send(end);
    }

    @Override
    public void flush() throws IOException {
        send(length);
    }

    private void send(int end) throws IOException {
        int from = 0;
        while (from < end) {
            int to = Math.min(end, from + WorkerChannel.LONGEST);
            int longest = to;
            while (to < end && to > longest - 4 && (text[to] & 0xC0) == 0x80) { // not within a character, of four bytes
                to--;
            }
            channel.write(kind, Arrays.copyOfRange(text, from, to));
            from = to;
        }
        System.arraycopy(text, end, text, 0, length - end);
        length -= end;
    }
}
