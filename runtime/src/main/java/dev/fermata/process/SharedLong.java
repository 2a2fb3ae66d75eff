package dev.fermata.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.LongUnaryOperator;

/**
 * A {@code long} that several processes share.
 * <pre>{@code
 * try (SharedLong counter = SharedLong.create(0)) {
 *     Process child = new Process(() -> counter.incrementAndGet());
 *     child.start();
 *     child.join();
 * }
 * }</pre>
 *
 * @see SharedValue
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#shared-ctypes-objects">multiprocessing.Value</a>
 */
public final class SharedLong extends SharedValue {
    private static final long serialVersionUID = 1;
    private static final VarHandle VALUE = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int AT = SharedFile.CONTENT;

    SharedLong(SharedFile file, boolean owned) {
        super(file, owned);
    }

    /**
     * Makes a value that this process owns.
     *
     * @param initial what it is at first
     * @return to be closed
     * @throws java.io.UncheckedIOException if there is no room for it
     */
    public static SharedLong create(long initial) {
        SharedLong made = new SharedLong(SharedFile.create(Long.BYTES), true);
        made.set(initial);
        return made;
    }

    /**
     * The value.
     *
     * @return as it is now
     */
    public long get() {
        return (long) VALUE.getVolatile(memory(), AT);
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     */
    public void set(long value) {
        VALUE.setVolatile(memory(), AT, value);
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     * @return what it was before
     */
    public long getAndSet(long value) {
        return (long) VALUE.getAndSet(memory(), AT, value);
    }

    /**
     * Sets the value, if it is what the caller expects.
     *
     * @param expected what it must be
     * @param value to be set
     * @return whether it was set
     */
    public boolean compareAndSet(long expected, long value) {
        return VALUE.compareAndSet(memory(), AT, expected, value);
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it was before
     */
    public long getAndAdd(long delta) {
        return (long) VALUE.getAndAdd(memory(), AT, delta);
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it is then
     */
    public long addAndGet(long delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Adds one to the value.
     *
     * @return what it is then
     */
    public long incrementAndGet() {
        return addAndGet(1);
    }

    /**
     * Takes one from the value.
     *
     * @return what it is then
     */
    public long decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by what {@code function} makes of it.
     *
     * @param function without side effects: it is called again if somebody else changes the value meanwhile
     * @return what it is then
     */
    public long updateAndGet(LongUnaryOperator function) {
        while (true) {
            long before = get();
            long after = function.applyAsLong(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    @Override
    SharedHandle.Kind kind() {
        return SharedHandle.Kind.LONG;
    }

    /** The value, or that there is none any more. */
    @Override
    public String toString() {
        return "SharedLong[" + (isClosed() ? "closed" : get()) + "]";
    }
}
