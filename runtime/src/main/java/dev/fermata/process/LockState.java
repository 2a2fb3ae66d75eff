package dev.fermata.process;

import dev.fermata.internal.Sneaky;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the system on a file, for this process; and who of this process has it.
 *
 * <p>To the system a process is one holder, whatever its threads do. So they queue up here, first come, first served, and one
 * {@link LockWaiter} waits in the system for the first of them. The lock goes back to the system each time it is given
 * up, so that other processes get it, too.
 */
final class LockState {
    /** Who wants the lock: a thread, which may take it again while it has it, or a coroutine, which may not. */
    record Request(Object owner, CompletableFuture<LockState.Taken> answer) {}

    private final FileChannel channel;
    private final Queue<Request> queue = new ArrayDeque<>(); // guard: this

    // FREE -> TAKEN             owner != null; by tryTake, at once
    // FREE -> AWAITED           waiting; a LockWaiter waits in the system
    // AWAITED -> TAKEN | FREE   the lock is there: for the first in the queue, or for nobody any more
    // TAKEN -> AWAITED | FREE   when it is given up
    private @Nullable Taken taken; // guard: this
    private boolean waiting; // guard: this
    private boolean closed; // guard: this

    LockState(FileChannel channel) {
        this.channel = channel;
    }

    /** That somebody of this process has the lock. */
    final class Taken {
        private final Object owner;
        private final FileLock system;
        private int times = 1; // guard: the lock state

        private Taken(Object owner, FileLock system) {
            this.owner = owner;
            this.system = system;
        }

        /** Gives it up once. */
        void release() {
            synchronized (LockState.this) {
                if (--times == 0) {
                    taken = null;
                    free(system);
                    waitInSystem();
                }
            }
        }
    }

    /** Takes the lock if that needs no waiting; null otherwise. */
    synchronized @Nullable Taken tryTake(Object owner) {
        requireOpen();
        Taken present = taken;
        if (present != null) {
            if (present.owner != owner) {
                return null;
            }
            present.times++;
            return present;
        }
        if (waiting) {
            return null;
        }
        FileLock system = trySystem();
        return system == null ? null : take(owner, system);
    }

    /** Takes the lock, as soon as all have had it that came before. */
    synchronized CompletableFuture<Taken> take(Object owner) {
        CompletableFuture<Taken> answer = new CompletableFuture<>();
        Taken now = tryTake(owner);
        if (now != null) {
            answer.complete(now);
        } else {
            queue.add(new Request(owner, answer));
            waitInSystem();
        }
        return answer;
    }

    synchronized boolean isTakenBy(Object owner) {
        return taken != null && taken.owner == owner;
    }

    private Taken take(Object owner, FileLock system) {
        Taken now = new Taken(owner, system);
        taken = now;
        return now;
    }

    // ---- the system

    private @Nullable FileLock trySystem() {
        try {
            return channel.tryLock();
        } catch (IOException e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static void free(FileLock system) {
        try {
            system.release();
        } catch (ClosedChannelException e) {
            // It was freed as the file was closed.
        } catch (IOException e) {
            throw Sneaky.rethrow(e);
        }
    }

    /** Guard: this. */
    private void waitInSystem() {
        queue.removeIf(request -> request.answer().isDone());
        if (!queue.isEmpty() && taken == null && !waiting && !closed) {
            waiting = true;
            LockWaiter.start(channel, this::arrived, this::failed);
        }
    }

    /** On the thread of the {@link LockWaiter}. */
    private synchronized void arrived(FileLock system) {
        waiting = false;
        for (Request next = queue.poll(); next != null; next = queue.poll()) {
            Taken now = take(next.owner(), system);
            if (next.answer().complete(now)) {
                return;
            }
            taken = null; // nobody waits for that answer any more
        }
        free(system);
    }

    private synchronized void failed(Throwable failure) {
        waiting = false;
        for (Request next = queue.poll(); next != null; next = queue.poll()) {
            next.answer().completeExceptionally(closed ? closedError() : failure);
        }
    }

    // ---- closing

    /** Lets all fail who wait. The channel is closed next, which frees the lock. */
    synchronized void close() {
        closed = true;
        failed(closedError());
    }

    private void requireOpen() {
        if (closed) {
            throw closedError();
        }
    }

    private static IllegalStateException closedError() {
        return new IllegalStateException("this lock is closed");
    }
}
