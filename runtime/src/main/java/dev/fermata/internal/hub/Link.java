package dev.fermata.internal.hub;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to what another process hosts. One for each such process. */
final class Link extends Wire {
    private final HubAddress address;

    // OPEN -> ENDED (ended != null)    terminal: the other process is gone
    private @Nullable IOException ended; // guard: requests
    private long last; // the number of a request. Guard: requests
    private final Map<Long, Request> requests = new HashMap<>(); // guard: itself

    /** What was asked for, and how to say that there is nobody any more to answer. */
    private record Request(CompletableFuture<Answer> answer, Supplier<? extends Exception> closed) {}

    Link(HubAddress address, HubThread thread) {
        super(thread);
        this.address = address;
        byte[] pid = ByteBuffer.allocate(Long.BYTES)
                .putLong(ProcessHandle.current().pid())
                .array();
        send(HELLO, 0, HexFormat.of().parseHex(address.token()), pid);
        thread.execute(this::connect);
    }

    private void connect() {
        try {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(address.path()));
                open(channel);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    CompletableFuture<Answer> call(long thing, int operation, byte[] argument, Supplier<? extends Exception> closed) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        byte[] head = ByteBuffer.allocate(Long.BYTES + 1)
                .putLong(thing)
                .put((byte) operation)
                .array();
        long request;
        synchronized (requests) {
            if (ended != null) {
                return CompletableFuture.failedFuture(gone(ended));
            }
            request = ++last;
            requests.put(request, new Request(answer, closed));
            send(CALL, request, head, argument); // under the lock: requests arrive in the order of their numbers
        }
        var unused = answer.whenComplete((value, failure) -> {
            if (answer.isCancelled() && remove(request) != null) {
                send(CANCEL, request);
            }
        });
        return answer;
    }

    private @Nullable Request remove(long request) {
        synchronized (requests) {
            return requests.remove(request);
        }
    }

    boolean isEnded() {
        synchronized (requests) {
            return ended != null;
        }
    }

    @Override
    void received(byte kind, long request, ByteBuffer rest) {
        if (kind == OFFER) {
            byte[] value = bytes(rest);
            // Only then, so that the host does not offer to another process what was used here.
            sendAndThen(() -> offered(request, value), SEEN, request);
            return;
        }
        Request waiting = remove(request);
        if (waiting == null) {
            return; // it was cancelled, as the host knows by now
        }
        if (kind == FAILURE) {
            waiting.answer().completeExceptionally(Failures.exception(rest));
            return;
        }
        if (kind == NOBODY) {
            waiting.answer().completeExceptionally(waiting.closed().get());
            return;
        }
        waiting.answer().complete(Answer.of(bytes(rest)));
    }

    private void offered(long request, byte[] value) {
        Request waiting = remove(request);
        if (waiting == null) {
            return; // it was cancelled, as the host will hear
        }
        Answer answer = new Answer(value, () -> send(ACCEPT, request), () -> send(CANCEL, request));
        if (!waiting.answer().complete(answer)) {
            answer.giveBack();
        }
    }

    @Override
    void ended(IOException reason) {
        List<Request> left;
        synchronized (requests) {
            if (ended == null) {
                ended = reason;
            }
            left = List.copyOf(requests.values());
            requests.clear();
        }
        left.forEach(request -> request.answer().completeExceptionally(gone(reason)));
    }

    private IOException gone(IOException reason) {
        return new IOException(address + ", where this was made, cannot be reached any more: " + reason, reason);
    }
}
