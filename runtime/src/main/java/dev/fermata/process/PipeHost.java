package dev.fermata.process;

import dev.fermata.internal.hub.Answer;
import dev.fermata.internal.hub.Caller;
import dev.fermata.internal.hub.Hosted;
import dev.fermata.internal.hub.Hub;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An end of a {@link Pipe} in the process that has made the pipe. */
final class PipeHost implements Hosted {
    static final int SEND = 0;
    static final int RECEIVE = 1;
    static final int ATTACH = 2;
    static final int CLOSE = 3;
    static final int GIVE_AWAY = 4;
    static final int TAKE_BACK = 5;
    static final int LOST = 6;

    private final Items inbox; // what this end receives
    private final Items outbox;
    private final long number;

    // HELD -> ON_ITS_WAY (holder == null) -> HELD by another process ...    serialising, and the other way round
    //      -> CLOSED                                                        by the holder, or with it; terminal
    private @Nullable Caller holder = Caller.HERE; // guard: this
    private boolean closed; // guard: this

    private long handovers; // how often it was given away. Guard: this

    PipeHost(Items inbox, Items outbox) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.number = Hub.get().host(this);
    }

    long number() {
        return number;
    }

    @Override
    public CompletableFuture<Answer> call(Caller caller, int operation, byte[] argument) {
        try {
            return switch (operation) {
                case ATTACH -> attach(caller);
                case SEND -> held(caller).outbox.put(argument);
                case RECEIVE -> held(caller).inbox.get();
                case CLOSE -> close(caller);
                case GIVE_AWAY -> giveAway(caller);
                case TAKE_BACK -> takeBack(caller);
                case LOST -> lost(argument);
                default -> throw new IllegalArgumentException("operation " + operation);
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized PipeHost held(Caller caller) {
        if (!closed && caller != holder) {
            throw new IllegalStateException("this end of the pipe was handed over to "
                    + (holder == null ? "another process" : holder) + ". An end belongs to one process at a time.");
        }
        return this;
    }

    private CompletableFuture<Answer> close(Caller caller) {
        if (isHeldBy(caller)) {
            close();
        }
        return done();
    }

    @Override
    public void gone(Caller caller) {
        if (isHeldBy(caller)) {
            close();
        }
    }

    private static CompletableFuture<Answer> done() {
        return CompletableFuture.completedFuture(Answer.empty());
    }

    private synchronized boolean isHeldBy(Caller caller) {
        return caller == holder;
    }

    private void close() {
        synchronized (this) {
            closed = true;
        }
        // In this order: who has seen the end finds that nothing can be sent either.
        inbox.close(() -> new IOException("broken pipe: its other end was closed"), PipeHost::closedHere);
        outbox.end(PipeHost::closedHere, () -> new EOFException("the other end of the pipe was closed"));
        Hub.get().forget(number);
    }

    static IllegalStateException closedHere() {
        return new IllegalStateException("this end of the pipe is closed");
    }

    // ---- on its way to another process

    /** The caller serialises it. Answers with the number of this handover. */
    private synchronized CompletableFuture<Answer> giveAway(Caller caller) {
        if (closed) {
            throw closedHere();
        }
        if (holder == caller) {
            holder = null;
        }
        byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(++handovers).array();
        return CompletableFuture.completedFuture(Answer.of(number));
    }

    /** The caller has not sent it after all. */
    private synchronized CompletableFuture<Answer> takeBack(Caller caller) {
        if (holder == null) {
            holder = caller;
        }
        return done();
    }

    /** The process to which it was sent by a handover is gone. If it never got there, nobody has it. */
    private CompletableFuture<Answer> lost(byte[] handover) {
        boolean isNobodys;
        synchronized (this) {
            isNobodys = holder == null && ByteBuffer.wrap(handover).getLong() == handovers;
        }
        if (isNobodys) {
            close();
        }
        return done();
    }

    /** The caller has got it. */
    private synchronized CompletableFuture<Answer> attach(Caller caller) {
        holder = caller;
        return done();
    }
}
