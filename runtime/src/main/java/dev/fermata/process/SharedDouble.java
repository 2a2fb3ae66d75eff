package dev.fermata.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.DoubleUnaryOperator;

/**
 * A {@code double} that several processes share.
 *
 * @see SharedValue
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#shared-ctypes-objects">multiprocessing.Value</a>
 */
public final class SharedDouble extends SharedValue {
    private static final long serialVersionUID = 1;
    private static final VarHandle BITS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int AT = SharedFile.CONTENT;

    SharedDouble(SharedFile file, boolean owned) {
        super(file, owned);
    }

    /**
     * Makes a value that this process owns.
     *
     * @param initial what it is at first
     * @return to be closed
     * @throws java.io.UncheckedIOException if there is no room for it
     */
    public static SharedDouble create(double initial) {
        SharedDouble made = new SharedDouble(SharedFile.create(Double.BYTES), true);
        made.set(initial);
        return made;
    }

    /**
     * The value.
     *
     * @return as it is now
     */
    public double get() {
        return Double.longBitsToDouble((long) BITS.getVolatile(memory(), AT));
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     */
    public void set(double value) {
        BITS.setVolatile(memory(), AT, Double.doubleToRawLongBits(value));
    }

    /**
     * Sets the value.
     *
     * @param value to be set
     * @return what it was before
     */
    public double getAndSet(double value) {
        return Double.longBitsToDouble((long) BITS.getAndSet(memory(), AT, Double.doubleToRawLongBits(value)));
    }

    /**
     * Sets the value, if it is what the caller expects: the same bits, so that NaN is equal to itself, and zero not to its
     * negative.
     *
     * @param expected what it must be
     * @param value to be set
     * @return whether it was set
     */
    public boolean compareAndSet(double expected, double value) {
        return BITS.compareAndSet(
                memory(), AT, Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(value));
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it was before
     */
    public double getAndAdd(double delta) {
        while (true) {
            double before = get();
            if (compareAndSet(before, before + delta)) {
                return before;
            }
        }
    }

    /**
     * Adds to the value.
     *
     * @param delta to be added
     * @return what it is then
     */
    public double addAndGet(double delta) {
        return getAndAdd(delta) + delta;
    }

    /**
     * Replaces the value by what {@code function} makes of it.
     *
     * @param function without side effects: it is called again if somebody else changes the value meanwhile
     * @return what it is then
     */
    public double updateAndGet(DoubleUnaryOperator function) {
        while (true) {
            double before = get();
            double after = function.applyAsDouble(before);
            if (compareAndSet(before, after)) {
                return after;
            }
        }
    }

    @Override
    SharedHandle.Kind kind() {
        return SharedHandle.Kind.DOUBLE;
    }

    /** The value, or that there is none any more. */
    @Override
    public String toString() {
        return "SharedDouble[" + (isClosed() ? "closed" : get()) + "]";
    }
}
