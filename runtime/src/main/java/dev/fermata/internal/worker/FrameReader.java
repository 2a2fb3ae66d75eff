package dev.fermata.internal.worker;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one value, which may take several frames; waits for those that have not arrived. Reading thread only. */
public final class FrameReader extends InputStream {
    private final WorkerChannel channel;
    private boolean aborted;

    /**
     * Begins with what is left of the current frame.
     *
     * @param channel moved to the first frame of the value
     */
    public FrameReader(WorkerChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read() throws IOException {
        if (!hasNext()) {
            return -1;
        }
        byte[] one = new byte[1];
        channel.read(one, 0, 1);
        return one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasNext()) {
            return -1;
        }
        int count = Math.min(length, channel.left());
        channel.read(bytes, offset, count);
        return count;
    }

    private boolean hasNext() throws IOException {
        while (channel.left() == 0) {
            if (aborted || !channel.hasMore()) {
                return false;
            }
            nextFrame();
        }
        return true;
    }

    private void nextFrame() throws IOException {
        while (!channel.next()) {
            channel.await(0);
        }
        aborted = channel.kind() == WorkerChannel.ABORTED;
    }

    /**
     * Reads to the end of the value, of which nothing more is wanted.
     *
     * @return whether it is complete; false if the other side has given up
     * @throws IOException if the other side is gone
     */
    public boolean drain() throws IOException {
        while (!aborted && channel.hasMore()) {
            nextFrame();
        }
        return !aborted;
    }
}
