package dev.fermata.process;

import dev.fermata.internal.hub.Answer;
import dev.fermata.internal.hub.Caller;
import dev.fermata.internal.hub.Hosted;
import dev.fermata.internal.hub.Hub;
import dev.fermata.sync.QueueEmptyException;
import dev.fermata.sync.QueueFullException;
import dev.fermata.sync.QueueShutDownException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A {@link ProcessQueue} in the process that has made it. */
final class QueueHost implements Hosted {
    static final int PUT = 0;
    static final int GET = 1;
    static final int PUT_NO_WAIT = 2;
    static final int GET_NO_WAIT = 3;
    static final int SIZE = 4;
    static final int CLOSE = 5;

    private final Items items;
    private final int capacity;
    private final long number;

    QueueHost(int capacity) {
        this.items = new Items(capacity);
        this.capacity = capacity;
        this.number = Hub.get().host(this);
    }

    long number() {
        return number;
    }

    @Override
    public CompletableFuture<Answer> call(Caller caller, int operation, byte[] argument) {
        try {
            return switch (operation) {
                case PUT -> items.put(argument);
                case GET -> items.get();
                case PUT_NO_WAIT -> CompletableFuture.completedFuture(putNoWait(argument));
                case GET_NO_WAIT -> CompletableFuture.completedFuture(getNoWait());
                case SIZE -> CompletableFuture.completedFuture(size());
                case CLOSE -> CompletableFuture.completedFuture(close(caller));
                default -> throw new IllegalArgumentException("operation " + operation);
            };
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Answer putNoWait(byte[] item) throws Exception {
        if (!items.offer(item)) {
            throw new QueueFullException("the queue is full: it has " + capacity + " items");
        }
        return Answer.empty();
    }

    private Answer getNoWait() throws Exception {
        Answer answer = items.poll();
        if (answer == null) {
            throw new QueueEmptyException("the queue is empty");
        }
        return answer;
    }

    private Answer size() {
        return Answer.of(ByteBuffer.allocate(Integer.BYTES).putInt(items.size()).array());
    }

    private Answer close(Caller caller) {
        Supplier<Exception> failure = () -> new QueueShutDownException("the queue was closed by " + caller);
        items.close(failure, failure);
        Hub.get().forget(number);
        return Answer.empty();
    }
}
