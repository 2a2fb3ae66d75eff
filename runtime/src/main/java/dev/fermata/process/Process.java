package dev.fermata.process;

import dev.fermata.Coroutine;
import dev.fermata.internal.Durations;
import dev.fermata.internal.OutsideCoroutine;
import dev.fermata.internal.Requests;
import dev.fermata.internal.worker.ChildJvm;
import dev.fermata.internal.worker.ChildSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own that runs a function of this program: not to be confused with {@link java.lang.Process}, which may be
 * any program (for that, see {@link Subprocess}).
 * <pre>{@code
 * Process child = new Process(() -> System.out.println("hello from " + ProcessHandle.current().pid()));
 * child.start();
 * child.join();
 * }</pre>
 *
 * <p>What it runs is given as a function, or by a subclass that overrides {@link #run}. Either is serialised as the process
 * starts, with all that it refers to. Queues, pipes, locks and shared values are handles then; all else is a copy.
 *
 * <p>The child runs on the class path, the agents and the options of this JVM. What it prints goes to {@link System#out} and
 * {@link System#err} of this process, by whole lines at once; its standard input is empty. It ends with exit code 0 when
 * the function has returned and none of its threads is left but daemons; with 1, and the stack on its standard error, if
 * the function throws; or by {@link System#exit}. It never outlives this process, however that ends: a program that should
 * wait for its children joins them.
 *
 * <p>The child does not run the {@code main} method of the program, so there is nothing to be guarded in it.
 *
 * <p>All methods may be called on any thread.
 *
 * @see <a href="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Process">multiprocessing.Process</a>
 */
@SuppressWarnings("JavaLangClash") // the name that it has in Python; package-info says which is which
public class Process implements Serializable {
    private static final long serialVersionUID = 1;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** What a process runs. A lambda is one. */
    @FunctionalInterface
    public interface Target extends Serializable {
        /**
         * Runs in the process.
         *
         * @throws Exception for the process to end with
         */
        void run() throws Exception;
    }

    private final String name;
    private final @Nullable Target target;

    // NEW (started == false) -> STARTING -> RUNNING (child != null) -> ENDED    as child.ended() tells
    private transient boolean started; // guard: this
    private transient @Nullable ChildJvm child; // guard: this

    /** For subclasses, which override {@link #run}. */
    protected Process() {
        this(nextName(), null);
    }

    /**
     * Makes a process that is not started yet.
     *
     * @param target to be run there, with all that it refers to: serialisable
     */
    public Process(Target target) {
        this(nextName(), Objects.requireNonNull(target, "target"));
    }

    /**
     * Makes a process that is not started yet.
     *
     * @param name for messages
     * @param target to be run there; null only in subclasses, which override {@link #run}
     */
    public Process(String name, @Nullable Target target) {
        this.name = Objects.requireNonNull(name, "name");
        this.target = target;
    }

    private static String nextName() {
        return "Process-" + NUMBERS.incrementAndGet();
    }

    /**
     * Runs in the child. Calls the function with which the process was made.
     *
     * @throws Exception for the process to end with
     */
    protected void run() throws Exception {
        if (target == null) {
            throw new IllegalStateException(
                    getClass().getName() + " was made without a function to run. Override run().");
        }
        target.run();
    }

    // ---- its life

    /**
     * Starts it, and waits until its JVM is up: mostly some hundredths of a second.
     *
     * @throws IOException if its function cannot be serialised, or its JVM cannot be started: it may be started again then
     * @throws IllegalStateException if it was started before; or on the thread of a running event loop
     */
    public void start() throws IOException {
        Requests.requireNoLoop("start()", "startAsync()");
        begin();
    }

    /**
     * As {@link #start}, for coroutines.
     *
     * @return to be awaited; cancelling that does not keep the process from being started
     * @throws IOException by awaiting it, as for {@link #start}
     */
    public Coroutine<Void> startAsync() throws IOException {
        return new OutsideCoroutine<Void, Void>("startAsync", this) {
            @Override
            protected CompletableFuture<Void> request() {
                return Background.run("fermata-start-" + name, () -> {
                    begin();
                    return null;
                });
            }

            @Override
            protected @Nullable Void accept(Void arrived) {
                return null;
            }
        };
    }

    private void begin() throws IOException {
        synchronized (this) {
            if (started) {
                throw new IllegalStateException(name + " was started before. Make a new one to run it again.");
            }
            started = true;
        }
        try {
            launch();
        } catch (IOException | RuntimeException e) {
            synchronized (this) {
                started = child != null;
            }
            throw e;
        }
    }

    private void launch() throws IOException {
        byte[][] written = new byte[1][];
        Travelling travelling = Travelling.during(() -> written[0] = Serial.bytes("What " + name + " is to run", this));
        ChildJvm made;
        try {
            made = ChildJvm.start(ChildSettings.of(ProcessMain.class));
        } catch (IOException e) {
            travelling.takeBack();
            throw e;
        }
        synchronized (this) {
            child = made;
        }
        var unused = made.ended().thenRun(travelling::lost);
        try (SocketChannel channel = made.channel()) {
            send(channel, written[0]);
        } catch (IOException e) {
            if (made.process().isAlive()) {
                made.kill();
                throw e;
            } // else it was killed, as its exit code says
        }
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + bytes.length);
        message.putInt(bytes.length).put(bytes).flip();
        while (message.hasRemaining()) {
            channel.write(message);
        }
    }

    /**
     * Waits until it has ended, and all that it has printed is printed here.
     *
     * @return its exit code
     * @throws InterruptedException if the thread is interrupted while it waits
     * @throws IllegalStateException if it was not started; or on the thread of a running event loop
     */
    public int join() throws InterruptedException {
        Requests.requireNoLoop("join()", "joinAsync()");
        return Requests.await(child().ended(), code -> {});
    }

    /**
     * As {@link #join()}, but not longer than a given time.
     *
     * @param timeout how long at most
     * @return its exit code
     * @throws TimeoutException if it has not ended in time; it goes on
     * @throws InterruptedException as for {@link #join()}
     */
    public int join(Duration timeout) throws InterruptedException, TimeoutException {
        Requests.requireNoLoop("join(timeout)", "waitFor(joinAsync(), timeout)");
        try {
            return Requests.await(child().ended(), timeout, code -> {});
        } catch (TimeoutException e) {
            throw new TimeoutException(this + " has not ended within " + Durations.words(Durations.nanos(timeout)));
        }
    }

    /**
     * As {@link #join()}, for coroutines.
     *
     * @return to be awaited: its exit code; cancelling that leaves the process alone
     */
    public Coroutine<Integer> joinAsync() {
        return new OutsideCoroutine<Integer, Integer>("joinAsync", this) {
            @Override
            protected CompletableFuture<Integer> request() {
                return child().ended();
            }

            @Override
            protected Integer accept(Integer code) {
                return code;
            }
        };
    }

    /**
     * Asks it to end: on POSIX systems by the signal {@code SIGTERM}, upon which a JVM runs its shutdown hooks and ends with
     * exit code 143. An event loop of {@link dev.fermata.Asyncio#run} cancels its tasks then.
     *
     * @throws IllegalStateException if it was not started
     */
    public void terminate() {
        // Not by the process itself, which would close the child's standard input, and so tell it that we are gone.
        var unused = child().process().toHandle().destroy();
    }

    /**
     * Ends it at once: on POSIX systems by the signal {@code SIGKILL}, with exit code 137. Nothing runs in it any more.
     *
     * @throws IllegalStateException if it was not started
     */
    public void kill() {
        child().kill();
    }

    // ---- what is known of it

    /**
     * Whether it runs.
     *
     * @return true from when it was started until it has ended
     */
    public synchronized boolean isAlive() {
        return child != null && child.process().isAlive();
    }

    /**
     * How it has ended.
     *
     * @return its exit code; empty if it has not ended yet, or was not started
     */
    public synchronized OptionalInt exitCode() {
        return child == null || child.process().isAlive()
                ? OptionalInt.empty()
                : OptionalInt.of(child.process().exitValue());
    }

    /**
     * The number that the system has given it.
     *
     * @return the same as {@code ProcessHandle.current().pid()} in the child
     * @throws IllegalStateException if it was not started
     */
    public long pid() {
        return child().process().pid();
    }

    /**
     * Its name.
     *
     * @return as it was made with, or {@code Process-} and a number
     */
    public final String name() {
        return name;
    }

    private synchronized ChildJvm child() {
        ChildJvm known = child;
        if (known == null) {
            throw new IllegalStateException(name + " was not started. Call start() first.");
        }
        return known;
    }

    /** Its name, and whether it runs. */
    @Override
    public synchronized String toString() {
        ChildJvm known = child;
        if (known == null) {
            return "Process[" + name + ", not started]";
        }
        return "Process[" + name + ", pid " + known.process().pid()
                + (known.process().isAlive()
                        ? ", running]"
                        : ", exit code " + known.process().exitValue() + "]");
    }
}
