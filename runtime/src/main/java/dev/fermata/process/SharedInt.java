package dev.fermata.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;

/**
 * An {@code int} that several processes share.
 * <pre>{@code
 * try (SharedInt counter = SharedInt.create(0)) {
 *     Process child = new Process(() -> counter.incrementAndGet());
 *     child.start();
 *     child.join();
 * }
 * }</pre>
 *
 * @see SharedValue
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#shared-ctypes-objects">multiprocessing.Value</a>
 */
public final class SharedInt extends SharedValue {
    private static final long serialVersionUID = 1;
    private static final VarHandle VALUE = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final int AT = SharedFile.CONTENT;

    SharedInt(SharedFile file, boolean owned) {
        super(file, owned);
    }

    /**
     * Makes a value that this process owns.
     *
     * @param initial what it is at first
     * @return to be closed
     * @throws java.io.UncheckedIOException if there is no room for it
     */
    public static SharedInt create(int initial) {
        SharedInt made = new SharedInt(SharedFile.create(Integer.BYTES), true);
        made.set(initial);
        return made;
    }

    /**
     * The value.
     *
     * @return as it is now
     */
    public int get() {
        return (int) VALUE.getVolatile(memory(), AT);
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     */
    public void set(int value) {
        VALUE.setVolatile(memory(), AT, value);
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     * @return what it was before
     */
    public int getAndSet(int value) {
        return (int) VALUE.getAndSet(memory(), AT, value);
    }

    /**
     * Sets the value, if it is what the caller expects.
     *
     * @param expected what it must be
     * @param value to be set
     * @return whether it was set
     */
    public boolean compareAndSet(int expected, int value) {
        return VALUE.compareAndSet(memory(), AT, expected, value);
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it was before
     */
    public int getAndAdd(int delta) {
        return (int) VALUE.getAndAdd(memory(), AT, delta);
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it is then
     */
    public int addAndGet(int delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Adds one to the value.
     *
     * @return what it is then
     */
    public int incrementAndGet() {
        return addAndGet(1);
    }

    /**
     * Takes one from the value.
     *
     * @return what it is then
     */
    public int decrementAndGet() {
        return addAndGet(-1);
    }

    /**
     * Replaces the value by what {@code function} makes of it.
     *
     * @param function without side effects: it is called again if somebody else changes the value meanwhile
     * @return what it is then
     */
    public int updateAndGet(IntUnaryOperator function) {
        while (true) {
            int before = get();
            int after = function.applyAsInt(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    @Override
    SharedHandle.Kind kind() {
        return SharedHandle.Kind.INT;
    }

    /** The value, or that there is none any more. */
    @Override
    public String toString() {
        return "SharedInt[" + (isClosed() ? "closed" : get()) + "]";
    }
}
