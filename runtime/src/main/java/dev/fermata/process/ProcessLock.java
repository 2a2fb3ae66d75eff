package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.internal.OutsideCoroutine;
import dev.fermata.internal.Requests;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamException;
import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one thread or coroutine of one process has at a time, among all processes that have a handle of it.
 *
 * <p>It is a lock of the operating system on a file, which the system frees when its holder dies, in whatever way. What it
 * protected may then be half done.
 *
 * <p>The process that makes it is its owner, and closes it when all are through with it. Serialised, it is a handle, which
 * in another process on the same machine becomes the same lock. All methods may be called on any thread.
 *
 * <p>A thread that has it may take it again, and must give it up as often. Coroutines share their thread, so that is not so
 * for {@link #lockAsync}. Within a process, it goes to those who wait in the order in which they came; among processes, the
 * system decides.
 *
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.RLock">multiprocessing.RLock</a>
 */
public final class ProcessLock implements AutoCloseable, Serializable {
    private static final long serialVersionUID = 1;

    /** What this process owns: it stays until it is closed, for handles of it may be on their way. */
    private static final Set<ProcessLock> OWNED = ConcurrentHashMap.newKeySet();

    private final transient SharedFile file;
    private final transient boolean owned;
    private final transient @Nullable SharedValue value; // whose lock it is; kept, so that the file stays open
    private final transient Cleaner.@Nullable Cleanable release;
    private transient volatile boolean closed; // OPEN -> CLOSED, for this handle

    ProcessLock(SharedFile file, boolean owned) {
        this.file = file;
        this.owned = owned;
        this.value = null;
        this.release = SharedValue.CLEANER.register(this, file::release);
        if (owned) {
            OWNED.add(this);
        }
    }

    /** The lock of a value, with which it is closed. */
    ProcessLock(SharedFile file, SharedValue value) {
        this.file = file;
        this.owned = false;
        this.value = value;
        this.release = null;
    }

    /**
     * Makes a lock that this process owns.
     *
     * @return to be closed
     * @throws java.io.UncheckedIOException if its file cannot be made
     */
    public static ProcessLock create() {
        return new ProcessLock(SharedFile.create(0), true);
    }

    /** That somebody has the lock. To be closed once, by any thread; to close it again does nothing. */
    public static final class Hold implements AutoCloseable {
        private final LockState.Taken taken;

        @SuppressWarnings("UnusedVariable") // as long as this is reachable, so is the lock, and its file stays open
        private final ProcessLock lock;

        private boolean closed; // guard: this

        private Hold(LockState.Taken taken, ProcessLock lock) {
            this.taken = taken;
            this.lock = lock;
        }

        /** Gives the lock up. */
        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                taken.release();
            }
        }
    }

    /**
     * Waits for the lock, and takes it.
     * <pre>{@code
     * try (var held = lock.lock()) {
     *     // here no other thread of any process is
     * }
     * }</pre>
     *
     * @return to be closed
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if this is closed; or on the thread of a running event loop, which it would block
     */
    public Hold lock() throws InterruptedException {
        Requests.requireNoLoop("lock()", "lockAsync()");
        return hold(Requests.await(take(Thread.currentThread()), LockState.Taken::release));
    }

    /**
     * Takes the lock, if nobody has it but this thread; on the thread of a running event loop, if nobody has it.
     *
     * @return to be closed; null if somebody else has it. Also null for some moments after another process has given it up,
     *     if this process has waited for it meanwhile
     * @throws IllegalStateException if this is closed
     */
    public @Nullable Hold tryLock() {
        requireOpen();
        // What runs in a loop shares its thread with others, from whom the lock protects, too.
        Object owner = EventLoop.runningOrNull() == null ? Thread.currentThread() : new Object();
        LockState.Taken taken = file.lock.tryTake(owner);
        return taken == null ? null : hold(taken);
    }

    /**
     * Waits for the lock some time, and takes it.
     *
     * @param timeout how long at most
     * @return to be closed; null if the time is over
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException as for {@link #lock()}
     */
    public @Nullable Hold tryLock(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        Requests.requireNoLoop("tryLock(timeout)", "waitFor(lockAsync(), timeout)");
        try {
            return hold(Requests.await(take(Thread.currentThread()), timeout, LockState.Taken::release));
        } catch (TimeoutException e) {
            return null;
        }
    }

    /**
     * Waits for the lock in a coroutine, and takes it. Whoever has taken it in this way, and takes it again before giving it
     * up, waits for ever.
     *
     * @return to be awaited; its value is to be closed: {@code try (var held = await(lock.lockAsync()))}
     */
    public Coroutine<Hold> lockAsync() {
        return new OutsideCoroutine<LockState.Taken, Hold>("lockAsync", this) {
            @Override
            protected CompletableFuture<LockState.Taken> request() {
                return take(this);
            }

            @Override
            protected Hold accept(LockState.Taken arrived) {
                return hold(arrived);
            }

            @Override
            protected void giveBack(LockState.Taken arrived) {
                arrived.release();
            }
        };
    }

    /**
     * Whether this thread has the lock. What was taken in a running event loop does not count.
     *
     * @return whether it has taken it more often than it has given it up
     */
    public boolean isHeldByCurrentThread() {
        return !isClosed() && file.lock.isTakenBy(Thread.currentThread());
    }

    private CompletableFuture<LockState.Taken> take(Object owner) {
        requireOpen();
        return file.lock.take(owner);
    }

    /** Having waited: the owner may have closed it meanwhile. */
    private Hold hold(LockState.Taken taken) {
        if (isClosed()) {
            taken.release();
            requireOpen();
        }
        return new Hold(taken, this);
    }

    private boolean isClosed() {
        return closed || file.isDestroyed() || (value != null && value.isClosed());
    }

    private void requireOpen() {
        if (isClosed()) {
            throw new IllegalStateException(
                    "this lock is closed. Close locks when all processes are through with them.");
        }
    }

    /**
     * Gives up this handle; in its owner, it ends the lock for all processes. Does nothing if that was done, or if it is
     * the lock of a shared value.
     */
    @Override
    public synchronized void close() {
        if (!closed && release != null) {
            closed = true;
            if (owned) {
                OWNED.remove(this);
                file.destroy();
            }
            release.clean();
        }
    }

    private Object writeReplace() throws ObjectStreamException {
        if (isClosed()) {
            throw new InvalidObjectException("this lock is closed");
        }
        return new SharedHandle(SharedHandle.Kind.LOCK, file.path().toString());
    }

    private void readObject(ObjectInputStream in) throws ObjectStreamException {
        throw new InvalidObjectException("only its handle is serialised");
    }
}
