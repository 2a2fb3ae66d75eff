package dev.fermata.process;

import dev.fermata.internal.AbandonedDirectories;
import dev.fermata.internal.PrivateDirectory;
import dev.fermata.internal.Uninterrupted;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A file that several processes have in their memory.
 *
 * <p>A process opens each file once, however many handles it has: on POSIX systems, closing any channel of a file frees all
 * locks that the process holds on it.
 */
final class SharedFile {
    /** Where the content begins. Before it stands the state, as an int. */
    static final int CONTENT = Long.BYTES;

    private static final int OPEN = 0x4665726D; // what is no such file does not begin with this
    private static final int CLOSED = 0;
    private static final int CHUNK = 1 << 16;
    private static final VarHandle STATE = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private static final Map<Path, SharedFile> FILES = new HashMap<>(); // guard: itself

    // OPEN -> CLOSED    by the creator, for all processes; in the memory
    final ByteBuffer memory;
    final LockState lock;
    private final Path path;
    private final FileChannel channel;

    private int users; // how many handles of this process have it. Guard: FILES

    private SharedFile(Path path, FileChannel channel, ByteBuffer memory) {
        this.path = path;
        this.channel = channel;
        this.memory = memory;
        this.lock = new LockState(channel);
    }

    /** Makes a file with a content of zeros. */
    static SharedFile create(int size) {
        try {
            Path path = PrivateDirectory.newFile("shared-");
            try {
                Uninterrupted.run(() -> fill(path, Math.addExact(CONTENT, size)));
            } catch (IOException e) {
                Files.deleteIfExists(path);
                throw e;
            }
            return open(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a shared file of " + size + " bytes. Name a place with more room by "
                            + "-Dfermata.directory=DIR: " + e,
                    e);
        }
    }

    /** By writing, not only by making it longer: so that a lack of space shows here, and not as a fault in the memory. */
    private static void fill(Path path, int size) throws IOException {
        byte[] zeros = new byte[Math.min(size, CHUNK)];
        try (OutputStream out = Files.newOutputStream(path)) {
            out.write(ByteBuffer.allocate(CONTENT)
                    .order(ByteOrder.nativeOrder())
                    .putInt(0, OPEN)
                    .array());
            for (int left = size - CONTENT; left > 0; left -= zeros.length) {
                out.write(zeros, 0, Math.min(left, zeros.length));
            }
        }
    }

    /** The file for one more handle, to be {@link #release}d. */
    static SharedFile open(Path path) throws IOException {
        synchronized (FILES) {
            SharedFile known = FILES.get(path);
            if (known == null) {
                known = map(path);
                AbandonedDirectories.outlive(path);
                FILES.put(path, known);
            }
            known.users++;
            return known;
        }
    }

    private static SharedFile map(Path path) throws IOException {
        try {
            return Uninterrupted.call(() -> {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                try {
                    return new SharedFile(path, channel, channel.map(MapMode.READ_WRITE, 0, channel.size()));
                } catch (IOException e) {
                    channel.close();
                    throw e;
                }
            });
        } catch (NoSuchFileException e) {
            throw new IOException("what this handle stands for is gone: it was closed, or its process has ended", e);
        }
    }

    /** One handle of this process less. The last one closes the file here. */
    void release() {
        synchronized (FILES) {
            if (--users == 0) {
                FILES.remove(path, this);
                closeChannel();
            }
        }
    }

    private void closeChannel() {
        lock.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it for all processes. */
    void destroy() {
        STATE.setVolatile(memory, 0, CLOSED);
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // A system that does not delete what is mapped: the directory is deleted later, with all that is in it.
        }
    }

    boolean isDestroyed() {
        return (int) STATE.getOpaque(memory, 0) != OPEN;
    }

    Path path() {
        return path;
    }
}
