package dev.fermata.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Bytes that several processes share.
 *
 * <p>The methods for a single byte are atomic. Those that copy several are not: hold the {@linkplain #lock() lock} while
 * others may write.
 *
 * @see SharedValue
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#shared-ctypes-objects">multiprocessing.Array</a>
 */
public final class SharedBytes extends SharedValue {
    private static final long serialVersionUID = 1;

    /** The JVM changes no less than four bytes at once, so a single one is changed together with its neighbours. */
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FIRST = SharedFile.CONTENT + Integer.BYTES;

    private final transient int length;

    SharedBytes(SharedFile file, boolean owned) {
        this(file, owned, file.memory.getInt(SharedFile.CONTENT));
    }

    private SharedBytes(SharedFile file, boolean owned, int length) {
        super(file, owned);
        this.length = length;
    }

    /**
     * Makes bytes that this process owns. All of them are zero.
     *
     * @param length how many, from zero on
     * @return to be closed
     * @throws java.io.UncheckedIOException if there is no room for them
     */
    public static SharedBytes create(int length) {
        if (length < 0 || length > Integer.MAX_VALUE - 64) {
            throw new IllegalArgumentException("length " + length + " is not between 0 and 2^31 - 65");
        }
        SharedFile file = SharedFile.create(Integer.BYTES + (length + 3) / 4 * 4);
        file.memory.putInt(SharedFile.CONTENT, length);
        return new SharedBytes(file, true, length);
    }

    /**
     * How many there are.
     *
     * @return the same for ever
     */
    public int length() {
        return length;
    }

    /**
     * A byte.
     *
     * @param index from zero on
     * @return as it is now
     */
    public byte get(int index) {
        return (byte) ((int) INTS.getVolatile(memory(), group(index)) >>> shift(index));
    }

    /**
     * Sets a byte.
     *
     * @param index from zero on
     * @param value to be set
     */
    public void set(int index, byte value) {
        byte unused = getAndSet(index, value);
    }

    /**
     * Sets a byte.
     *
     * @param index from zero on
     * @param value to be set
     * @return what it was before
     */
    public byte getAndSet(int index, byte value) {
        while (true) {
            byte before = get(index);
            if (compareAndSet(index, before, value)) {
                return before;
            }
        }
    }

    /**
     * Adds to a byte, which is taken for a number from -128 to 127 and begins again at the end.
     *
     * @param index from zero on
     * @param delta to be added
     * @return what it is then
     */
    public byte addAndGet(int index, int delta) {
        while (true) {
            byte before = get(index);
            byte after = (byte) (before + delta);
            if (compareAndSet(index, before, after)) {
                return after;
            }
        }
    }

    /**
     * Sets a byte, if it is what the caller expects.
     *
     * @param index from zero on
     * @param expected what it must be
     * @param value to be set
     * @return whether it was set
     */
    public boolean compareAndSet(int index, byte expected, byte value) {
        int group = group(index);
        int shift = shift(index);
        while (true) {
            int before = (int) INTS.getVolatile(memory(), group);
            if ((byte) (before >>> shift) != expected) {
                return false;
            }
            int after = (before & ~(0xFF << shift)) | ((value & 0xFF) << shift);
            if (INTS.compareAndSet(memory(), group, before, after)) {
                return true;
            }
        }
    }

    private int group(int index) {
        return FIRST + Objects.checkIndex(index, length) / 4 * 4;
    }

    private static int shift(int index) {
        return index % 4 * 8;
    }

    /**
     * Copies bytes from here. Not atomic.
     *
     * @param index of the first
     * @param target gets them
     * @param offset where the first is put
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not so many, here or there
     */
    public void read(int index, byte[] target, int offset, int count) {
        Objects.checkFromIndexSize(index, count, length);
        VarHandle.acquireFence();
        memory().get(FIRST + index, target, offset, count);
    }

    /**
     * Copies bytes to this place. Not atomic.
     *
     * @param index of the first
     * @param source has them
     * @param offset where the first is taken
     * @param count how many
     * @throws IndexOutOfBoundsException if there are not so many, here or there
     */
    public void write(int index, byte[] source, int offset, int count) {
        Objects.checkFromIndexSize(index, count, length);
        memory().put(FIRST + index, source, offset, count);
        VarHandle.releaseFence();
    }

    /**
     * Copies all bytes. Not atomic.
     *
     * @return a new array
     */
    public byte[] toByteArray() {
        byte[] copy = new byte[length];
        read(0, copy, 0, length);
        return copy;
    }

    @Override
    SharedHandle.Kind kind() {
        return SharedHandle.Kind.BYTES;
    }

    /** How many they are, or that there are none any more. */
    @Override
    public String toString() {
        return "SharedBytes[" + (isClosed() ? "closed" : length + " bytes") + "]";
    }
}
