package dev.fermata.concurrent;

import dev.fermata.internal.worker.FrameWriter;
import dev.fermata.internal.worker.UnserializablePath;
import dev.fermata.internal.worker.WorkerChannel;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Serialises the tasks for a worker and writes them to its channel. Short ones are collected, so that one write takes several
 * of them; a long one is streamed, alone, to a worker that waits for it.
 */
final class Outbox {
    private final WorkerPool pool;
    private final Worker worker;
    private final WorkerChannel channel;

    // The worker's thread only.
    private final FrameWriter batch = new FrameWriter(null);
    private @Nullable ByteBuffer rest; // what the socket has not taken yet; until it has, nothing else is written

    Outbox(WorkerPool pool, Worker worker, WorkerChannel channel) {
        this.pool = pool;
        this.worker = worker;
        this.channel = channel;
    }

    /** Whether all is written. On the worker's thread. */
    boolean isEmpty() {
        return rest == null;
    }

    /** Writes what is left of the last batch; returns whether all is written. On the worker's thread. */
    boolean flush() throws IOException {
        ByteBuffer frames = rest;
        if (frames != null && channel.offer(frames)) {
            rest = null;
        }
        return rest == null;
    }

    /** Sends tasks, short ones or a single long one. On the worker's thread. */
    void send(List<Dispatch> dispatches) throws IOException {
        for (int i = 0; i < dispatches.size(); i++) {
            Dispatch dispatch = dispatches.get(i);
            if (dispatch.task().isLong || !collect(batch, dispatch)) {
                if (dispatch.ahead()) {
                    pool.takeBack(worker, dispatches.subList(i, dispatches.size()));
                    break;
                }
                pool.takeBack(worker, dispatches.subList(i + 1, dispatches.size()));
                stream(dispatch);
                return;
            }
        }
        ByteBuffer frames = batch.take();
        try {
            if (!channel.offer(frames)) {
                rest = frames;
            }
        } catch (IOException e) {
            if (frames.position() == 0) {
                pool.takeBack(worker, dispatches);
            }
            throw e;
        }
    }

    /** Sends a task to the worker, which is idle. On a submitter's thread; returns whether it is short enough for that. */
    boolean sendNow(Dispatch dispatch) throws IOException {
        FrameWriter one = new FrameWriter(null);
        if (!collect(one, dispatch)) {
            return false;
        }
        if (one.size() > 0) {
            channel.write(one.take());
        }
        return true;
    }

    /** Serialises a task; returns false if it is too long. If it cannot be serialised, it fails, and nothing is collected. */
    private boolean collect(FrameWriter frames, Dispatch dispatch) {
        try {
            serialize(frames, dispatch);
            return true;
        } catch (FrameWriter.TooLongException e) {
            frames.abort();
            dispatch.task().isLong = true;
            return false;
        } catch (Throwable thrown) {
            frames.abort();
            fail(dispatch.task(), thrown);
            return true;
        }
    }

    private void stream(Dispatch dispatch) throws IOException {
        FrameWriter frames = FrameWriter.whilePrinting(channel);
        try {
            serialize(frames, dispatch);
        } catch (Throwable thrown) {
            if (frames.isBroken()) {
                throw thrown;
            }
            frames.abort();
            fail(dispatch.task(), thrown);
        }
        frames.send();
    }

    private static void serialize(FrameWriter frames, Dispatch dispatch) throws IOException {
        int kind = dispatch.ahead() ? WorkerChannel.TASK_AHEAD : WorkerChannel.TASK;
        serialize(frames, kind, dispatch.sequence(), dispatch.epoch(), dispatch.task().callable);
    }

    static void serialize(FrameWriter frames, int kind, int sequence, int epoch, Callable<?> callable)
            throws IOException {
        frames.begin(kind);
        frames.putInt(sequence);
        frames.putInt(epoch);
        ObjectOutputStream out = new ObjectOutputStream(frames);
        out.writeObject(callable);
        out.flush();
        frames.end();
    }

    private void fail(ProcessTask<?> task, Throwable thrown) {
        pool.forget(worker, task);
        boolean unused = task.completeExceptionally(UnserializablePath.explain("The task", task.callable, thrown));
    }
}
