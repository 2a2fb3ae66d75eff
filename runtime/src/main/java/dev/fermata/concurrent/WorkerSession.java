package dev.fermata.concurrent;

import dev.fermata.internal.Log;
import dev.fermata.internal.worker.ChildJvm;
import dev.fermata.internal.worker.Claims;
import dev.fermata.internal.worker.FrameReader;
import dev.fermata.internal.worker.FrameWriter;
import dev.fermata.internal.worker.UnserializablePath;
import dev.fermata.internal.worker.ValueInputStream;
import dev.fermata.internal.worker.WorkerChannel;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The conversation with a running worker process. On the thread of its {@link Worker}, where nothing else is said. */
final class WorkerSession {
    /** For the shutdown hooks of a process that was told to end. */
    private static final long PATIENCE_SECONDS = 5;

    final Outbox outbox;
    private final Worker worker;
    private final WorkerPool pool;
    private final ChildJvm child;
    private final WorkerChannel channel;
    private final ObjectInputFilter filter;
    private @Nullable Path claimsFile;
    private boolean isSlow; // because tasks cannot be sent ahead

    WorkerSession(Worker worker, ChildJvm child) throws IOException {
        this.worker = worker;
        this.pool = worker.pool;
        this.child = child;
        this.filter = pool.settings.filter();
        try {
            this.channel = new WorkerChannel(child.channel(), WorkerSession::print);
        } catch (IOException e) {
            child.kill();
            throw e;
        }
        this.outbox = new Outbox(pool, worker, channel);
    }

    private static void print(int kind, byte[] text) {
        PrintStream stream = kind == WorkerChannel.PRINT ? System.out : System.err;
        stream.print(new String(text, StandardCharsets.UTF_8));
        stream.flush();
    }

    // ---- any thread

    void wakeup() {
        channel.wakeup();
    }

    void kill() {
        child.kill();
    }

    long pid() {
        return child.process().pid();
    }

    // ---- the worker's thread

    /** Runs the initializer; returns what it throws. */
    @Nullable
    Throwable initialize() throws IOException {
        channel.write(WorkerChannel.FILTER, pool.settings.serialFilter().getBytes(StandardCharsets.UTF_8));
        SerializableRunnable initializer = pool.settings.initializer();
        if (initializer == null) {
            return null;
        }
        SerializableCallable<Void> call = RunnableTask.of(initializer);
        FrameWriter frames = FrameWriter.whilePrinting(channel);
        try {
            Outbox.serialize(frames, WorkerChannel.TASK, 0, 0, call);
        } catch (IOException e) {
            if (frames.isBroken()) {
                throw e;
            }
            return UnserializablePath.explain("The initializer", initializer, e);
        }
        frames.send();
        while (true) {
            while (!channel.next()) {
                channel.await(0);
            }
            Answer answer = read();
            if (answer != null) {
                return answer.failure();
            }
        }
    }

    /** Sends tasks and takes their answers, until the process is to end, or does. */
    void serve() throws IOException {
        try {
            while (!sendNext()) {
                if (channel.next()) {
                    takeAnswer();
                } else {
                    await();
                }
            }
            retire();
        } catch (IOException e) {
            takeLastAnswers();
            throw e;
        }
    }

    private void takeAnswer() throws IOException {
        Answer answer = read();
        if (answer != null) {
            ProcessTask<?> task = pool.answered(worker);
            try {
                boolean unused = sendNext(); // first, so that the process is not idle meanwhile
            } finally {
                answer.complete(task);
            }
        }
    }

    /** Takes the answers that the process gave before it died: where nothing can be written, there may be much to read. */
    private void takeLastAnswers() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (System.nanoTime() < deadline) {
                if (channel.next()) {
                    Answer answer = read();
                    if (answer != null) {
                        answer.complete(pool.answered(worker));
                    }
                } else {
                    channel.await(TimeUnit.SECONDS.toMillis(1));
                }
            }
        } catch (IOException e) {
            // That was all.
        }
    }

    /** Returns whether there will never be anything more to send. */
    private boolean sendNext() throws IOException {
        if (!outbox.flush()) {
            return false;
        }
        if (claimsFile == null && !isSlow && pool.isFast()) {
            shareClaims();
        }
        for (List<Dispatch> next = pool.next(worker); !next.isEmpty(); next = pool.next(worker)) {
            outbox.send(next);
            if (!outbox.isEmpty()) {
                return false;
            }
        }
        return pool.isRetiring(worker);
    }

    /** From now on tasks may be sent ahead. If that is not possible, they are not. */
    private void shareClaims() throws IOException {
        Claims claims;
        Path file;
        try {
            file = Claims.createFile();
            claimsFile = file;
            claims = Claims.map(file);
        } catch (IOException e) {
            isSlow = true;
            Log.LOGGER.log(Level.WARNING, "Short tasks will take longer: nothing can be shared with a worker.", e);
            return;
        }
        channel.write(WorkerChannel.CLAIMS, file.toString().getBytes(StandardCharsets.UTF_8));
        pool.setClaims(worker, claims);
    }

    private void await() throws IOException {
        long nanos = outbox.isEmpty() ? pool.patienceNanos(worker) : Pace.HORIZON_NANOS;
        channel.await((nanos + 999_999) / 1_000_000);
        if (nanos > 0) {
            pool.retireIfIdle(worker);
        }
    }

    /** The answer that the current frame begins; null if the worker could not serialise it to its end. */
    private @Nullable Answer read() throws IOException {
        boolean isResult = channel.kind() == WorkerChannel.RESULT;
        if (channel.kind() == WorkerChannel.ABORTED) {
            return null;
        }
        FrameReader in = new FrameReader(channel);
        ClassLoader loader = pool.settings.loader();
        Answer answer;
        try (ValueInputStream values = new ValueInputStream(in, loader, filter)) {
            Object value = values.readValue();
            answer = isResult ? new Answer(value, null) : failure(value);
        } catch (Throwable thrown) {
            answer = new Answer(null, thrown);
        }
        return in.drain() ? answer : null;
    }

    private Answer failure(@Nullable Object value) {
        return new Answer(
                null, value instanceof RemoteFailure failure ? failure.restore(pool.settings.loader(), filter) : null);
    }

    /** Tells the process to end and waits for that, printing what it still has to say. */
    private void retire() throws IOException {
        channel.write(WorkerChannel.EXIT, new byte[0]);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            if (channel.next()) {
                throw new IOException("a frame after the end, of kind " + channel.kind());
            }
            channel.await(TimeUnit.SECONDS.toMillis(1));
        }
    }

    // ---- the end

    /** Ends the process, if it has not ended, and waits for that. */
    void close() {
        try {
            channel.close();
            Path file = claimsFile;
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // There is nothing more to be had from it.
        }
        boolean interrupted = false;
        long patience = PATIENCE_SECONDS;
        while (true) {
            try {
                if (child.process().waitFor(patience, TimeUnit.SECONDS)) {
                    var unused = child.ended().join(); // and all it has said is forwarded
                    break;
                }
                kill();
            } catch (InterruptedException e) {
                interrupted = true;
                kill();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** How the process has ended, as the middle of a sentence. */
    String ending() {
        int code = child.process().exitValue();
        String how = "exit code " + code;
        if (code == 128 + 9) {
            how = "exit code 137: killed by signal 9, perhaps by the system for want of memory,";
        } else if (code == 128 + 6) {
            how = "exit code 134: the JVM crashed, and left a file hs_err_pid"
                    + child.process().pid() + ".log,";
        } else if (code >= 0 && code < 128) {
            how = "exit code " + code + ", by System.exit or Runtime.halt,";
        }
        String said = child.lastErrors();
        return child.process().pid() + " ended with " + how + (said.isEmpty() ? "" : " after writing\n" + said + "\n");
    }
}
