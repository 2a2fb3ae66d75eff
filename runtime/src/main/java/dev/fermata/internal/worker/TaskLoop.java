package dev.fermata.internal.worker;

import dev.fermata.concurrent.RemoteFailure;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of a pool, one after the other, in the main thread of a worker. */
final class TaskLoop {
    private final WorkerChannel channel;
    private final FrameWriter answers;
    private final ClassLoader loader = ClassLoader.getSystemClassLoader();
    private @Nullable ObjectInputFilter filter;
    private @Nullable Claims claims;
    private boolean exiting;

    TaskLoop(WorkerChannel channel) {
        this.channel = channel;
        this.answers = new FrameWriter(channel);
    }

    /** Returns when the pool says so. */
    void run() throws IOException {
        while (!exiting) {
            if (channel.next()) {
                handle();
            } else {
                channel.await(0);
            }
        }
    }

    private void handle() throws IOException {
        switch (channel.kind()) {
            case WorkerChannel.FILTER -> filter = Filters.of(text());
            case WorkerChannel.CLAIMS -> {
                Path file = Path.of(text());
                claims = Claims.map(file);
                Files.deleteIfExists(file);
            }
            case WorkerChannel.TASK -> {
                channel.readInt();
                channel.readInt();
                task();
            }
            case WorkerChannel.TASK_AHEAD -> {
                if (claims != null && claims.claim(channel.readInt(), channel.readInt())) {
                    task();
                }
            }
            case WorkerChannel.EXIT -> exiting = true;
            default -> throw new IOException("a frame of unknown kind " + channel.kind());
        }
    }

    private String text() {
        return new String(channel.content(), StandardCharsets.UTF_8);
    }

    private void task() throws IOException {
        FrameReader in = new FrameReader(channel);
        Callable<?> task = null;
        Throwable failure = null;
        try {
            task = (Callable<?>) read(in);
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (!in.drain()) {
            return; // The pool could not serialise it to its end, and knows that.
        }
        Object result = null;
        if (task != null) {
            try {
                result = task.call();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            boolean unused = Thread.interrupted(); // meant for this task, and not for the next one
            System.out.flush();
            System.err.flush();
        }
        if (failure == null) {
            failure = answer(result);
        }
        if (failure != null) {
            fail(failure);
        }
    }

    private @Nullable Object read(FrameReader in) throws IOException, ClassNotFoundException {
        ObjectInputFilter known = filter;
        if (known == null) {
            throw new IOException("a task before the filter");
        }
        return new ValueInputStream(in, loader, known).readValue();
    }

    /** Sends a result; returns why not, if it cannot be serialised. */
    private @Nullable Throwable answer(@Nullable Object result) throws IOException {
        answers.begin(WorkerChannel.RESULT);
        try {
            ObjectOutputStream out = new ObjectOutputStream(answers);
            out.writeObject(result);
            out.flush();
        } catch (Throwable thrown) {
            answers.abort();
            answers.send();
            return UnserializablePath.explain("The result of the task", result, thrown);
        }
        answers.end();
        answers.send();
        return null;
    }

    private void fail(Throwable failure) throws IOException {
        try {
            sendFailure(failure);
        } catch (RuntimeException
                | StackOverflowError e) { // thrown by its methods, or for want of stack for its causes
            answers.abort();
            answers.send();
            sendFailure(new IllegalStateException("The task has thrown a "
                    + failure.getClass().getName() + ", which cannot be described because of this: "
                    + e.getClass().getName() + (e instanceof RuntimeException ? ": " + e.getMessage() : "")));
        }
        if (failure instanceof OutOfMemoryError) {
            exiting = true; // Who knows what else has failed in this process.
        }
    }

    private void sendFailure(Throwable failure) throws IOException {
        RemoteFailure remote = RemoteFailure.of(failure);
        answers.begin(WorkerChannel.FAILURE);
        ObjectOutputStream out = new ObjectOutputStream(answers);
        out.writeObject(remote);
        out.flush();
        answers.end();
        answers.send();
    }
}
