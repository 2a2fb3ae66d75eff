package dev.fermata.internal.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Another process that uses what this one hosts, or says so: it has to know the token. */
final class Guest extends Wire implements Caller {
    private static final int LONGEST_STRANGER = 64;

    private final Hub hub;
    private final byte[] token;

    // STRANGER -> KNOWN -> GONE    all of it: the hub's thread
    private boolean known;
    private volatile long pid; // as it says; for messages
    private boolean gone;

    /** What is under way: the request, and then its answer until that is accepted. Guard: itself */
    private final Map<Long, Object> requests = new HashMap<>();

    Guest(Hub hub, HubThread thread, byte[] token) {
        super(thread);
        this.hub = hub;
        this.token = token;
        setLongest(LONGEST_STRANGER);
    }

    @Override
    void received(byte kind, long request, ByteBuffer rest) {
        if (!known) {
            greet(kind, rest);
            return;
        }
        switch (kind) {
            case CALL -> call(request, rest);
            case SEEN -> {
                if (present(request) instanceof Answer answer) {
                    answer.seen();
                }
            }
            case ACCEPT -> {
                if (remove(request) instanceof Answer answer) {
                    answer.accept();
                }
            }
            case CANCEL -> withdraw(remove(request));
            default -> failed(new IOException("a message of the unknown kind " + kind));
        }
    }

    private void greet(byte kind, ByteBuffer said) {
        byte[] shown = new byte[token.length];
        if (kind == HELLO && said.remaining() == shown.length + Long.BYTES) {
            said.get(shown);
        }
        if (MessageDigest.isEqual(token, shown)) {
            known = true;
            pid = said.getLong();
            setLongest(Integer.MAX_VALUE);
        } else {
            failed(new IOException("a process that does not know the token"));
        }
    }

    private void call(long request, ByteBuffer rest) {
        Hosted thing = hub.hosted(rest.getLong());
        int operation = rest.get();
        if (thing == null) {
            send(NOBODY, request);
            return;
        }
        CompletableFuture<Answer> answer;
        try {
            answer = thing.call(this, operation, bytes(rest));
        } catch (RuntimeException e) {
            send(FAILURE, request, Failures.bytes(e));
            return;
        }
        synchronized (requests) {
            requests.put(request, answer);
        }
        var unused = answer.whenComplete((value, failure) -> answered(request, answer, value, failure));
    }

    /** On any thread. */
    private void answered(
            long request, CompletableFuture<Answer> asked, @Nullable Answer answer, @Nullable Throwable failure) {
        boolean wanted;
        boolean offered = answer != null && !answer.isSettled();
        synchronized (requests) {
            wanted = requests.remove(request, asked);
            if (wanted && answer != null && offered) {
                requests.put(request, answer);
            }
        }
        if (!wanted) {
            withdraw(answer);
        } else if (answer != null) {
            send(offered ? OFFER : ANSWER, request, answer.value());
        } else if (failure != null) {
            send(FAILURE, request, Failures.bytes(failure));
        }
    }

    private @Nullable Object present(long request) {
        synchronized (requests) {
            return requests.get(request);
        }
    }

    private @Nullable Object remove(long request) {
        synchronized (requests) {
            return requests.remove(request);
        }
    }

    private static void withdraw(@Nullable Object request) {
        if (request instanceof CompletableFuture<?> asked) {
            asked.cancel(false); // if it is answered at this moment, that finds nobody who wants it
        } else if (request instanceof Answer answer) {
            answer.giveBack();
        }
    }

    private static void leave(Object request) {
        if (request instanceof Answer answer) {
            answer.left();
        } else {
            withdraw(request);
        }
    }

    @Override
    void ended(IOException reason) {
        if (gone) {
            return;
        }
        gone = true;
        List<Object> left;
        synchronized (requests) {
            left = new ArrayList<>(requests.values());
            requests.clear();
        }
        left.forEach(Guest::leave);
        hub.gone(this);
    }

    /** How many requests are known that were neither answered for good nor withdrawn. */
    int open() {
        synchronized (requests) {
            return requests.size();
        }
    }

    @Override
    public String toString() {
        return "process " + pid;
    }
}
