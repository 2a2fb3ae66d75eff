package dev.fermata.process;

import dev.fermata.Coroutine;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What several processes have in their memory: a value that each of them reads and writes as if it were its own.
 *
 * <p>The process that makes it is its owner. Serialised, it is a handle: in another process on the same machine it becomes
 * the same value. It is gone when the owner closes it or ends, in whatever way; to use it after that is an error in every
 * process that finds it closed. Others close their handles when they like, or leave that to the garbage collector.
 *
 * <p>All methods may be called on any thread. Each single operation is atomic, and has the memory effects of a volatile
 * access, among all threads of all processes. For several in a row, hold the {@linkplain #lock() lock}.
 */
public abstract sealed class SharedValue implements AutoCloseable, Serializable
        permits SharedInt, SharedLong, SharedDouble, SharedBytes {
    private static final long serialVersionUID = 1;

    /** What this process owns: it stays until it is closed, for handles of it may be on their way. */
    private static final Set<SharedValue> OWNED = ConcurrentHashMap.newKeySet();

    static final Cleaner CLEANER = Cleaner.create();

    private final transient SharedFile file;
    private final transient boolean owned;
    private final transient Cleaner.Cleanable release;
    private final transient ProcessLock lock;

    // OPEN -> CLOSED    terminal; for this handle. The memory has a state for all
    private transient volatile boolean closed;

    SharedValue(SharedFile file, boolean owned) {
        this.file = file;
        this.owned = owned;
        this.release = CLEANER.register(this, file::release);
        this.lock = new ProcessLock(file, this);
        if (owned) {
            OWNED.add(this);
        }
    }

    /** The memory, if it may be used. */
    final ByteBuffer memory() {
        if (closed || file.isDestroyed()) {
            throw new IllegalStateException("this " + getClass().getSimpleName() + " is closed"
                    + (closed ? "" : ": its owner has done that, or has ended")
                    + ". Close shared values when all processes are through with them.");
        }
        return file.memory;
    }

    /**
     * The lock that belongs to this value. It serves those who take it: the other methods do without.
     *
     * @return the same on each call
     */
    public final ProcessLock getLock() {
        return lock;
    }

    /**
     * Waits for the lock of this value, and takes it: {@link ProcessLock#lock()}.
     * <pre>{@code
     * try (var held = balance.lock()) {
     *     balance.set(balance.get() * 2);
     * }
     * }</pre>
     *
     * @return to be closed
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException on the thread of a running event loop, which it would block
     */
    public final ProcessLock.Hold lock() throws InterruptedException {
        return lock.lock();
    }

    /**
     * As {@link #lock()}, for coroutines.
     *
     * @return to be awaited
     */
    public final Coroutine<ProcessLock.Hold> lockAsync() {
        return lock.lockAsync();
    }

    /** Gives up this handle; in its owner, it ends the value for all processes. Does nothing if that was done. */
    @Override
    public final synchronized void close() {
        if (!closed) {
            closed = true;
            if (owned) {
                OWNED.remove(this);
                file.destroy();
            }
            release.clean();
        }
    }

    final boolean isClosed() {
        return closed || file.isDestroyed();
    }

    /**
     * What is serialised instead.
     *
     * @return a handle
     * @throws ObjectStreamException if it is closed
     */
    final Object writeReplace() throws ObjectStreamException {
        if (isClosed()) {
            throw new InvalidObjectException("this " + getClass().getSimpleName() + " is closed");
        }
        return new SharedHandle(kind(), file.path().toString());
    }

    abstract SharedHandle.Kind kind();

    private void readObject(ObjectInputStream in) throws ObjectStreamException {
        throw new InvalidObjectException("only its handle is serialised");
    }
}
