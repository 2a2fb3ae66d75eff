package dev.fermata.internal.worker;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Says which of the tasks that were sent ahead has been begun: one word in memory that a worker shares with the pool.
 *
 * <p>The word holds an epoch and the sequence number of the task that the worker began last. The worker claims a task before
 * it begins; the pool takes back all that are not begun by moving on to the next epoch, in which old tasks cannot be claimed.
 * Both are one compare-and-set, so a task is run by one worker or by another, never by both, and the pool knows what a worker
 * was at when it died. Tasks that are not sent ahead need no claim.
 */
public final class Claims {
    private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final int SIZE = 4096;

    private final ByteBuffer memory;

    private Claims(ByteBuffer memory) {
        this.memory = memory;
    }

    /**
     * Makes the file. Its bytes are written, so that a full disk is found out here and not at the first access.
     *
     * @return its path
     * @throws IOException if that is not possible
     */
    public static Path createFile() throws IOException {
        Path file = Files.createTempFile("fermata", ".claims");
        Files.write(file, new byte[SIZE]);
        return file;
    }

    /**
     * Maps the file.
     *
     * @param file made by {@link #createFile}
     * @return the claims
     * @throws IOException if that is not possible
     */
    public static Claims map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Claims(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
        }
    }

    /**
     * Called by the worker before it begins a task that was sent ahead.
     *
     * @param sequence of the task
     * @param epoch in which it was sent
     * @return whether it is to be begun; else the pool has taken it back
     */
    public boolean claim(int sequence, int epoch) {
        long word = (long) WORD.getVolatile(memory, 0);
        return epochOf(word) == epoch && WORD.compareAndSet(memory, 0, word, word(epoch, sequence));
    }

    /**
     * Called by the pool: takes back all tasks that are not begun.
     *
     * @return the sequence number of the task that was begun last; 0 for none
     */
    public int revoke() {
        while (true) {
            long word = (long) WORD.getVolatile(memory, 0);
            if (WORD.compareAndSet(memory, 0, word, word(epochOf(word) + 1, (int) word))) {
                return (int) word;
            }
        }
    }

    private static int epochOf(long word) {
        return (int) (word >> 32);
    }

    private static long word(int epoch, int sequence) {
        return ((long) epoch << 32) | (sequence & 0xFFFF_FFFFL);
    }
}
