package dev.fermata.process;

import dev.fermata.internal.hub.Answer;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Items in the order in which they were put in, and who waits: for room to put one in, or to get one. First come, first
 * served on both sides.
 *
 * <p>An item that was answered to somebody is remembered, and takes its room, until it is accepted; given back, it stands
 * again where it stood. May be used by any thread; futures are completed under the lock, for nobody's code depends on them but the
 * library's, which hands over.
 */
final class Items {
    /** An item that somebody wants to put in. */
    private static final class Put {
        final byte[] item;
        final CompletableFuture<Answer> answer = new CompletableFuture<>();

        Put(byte[] item) {
            this.item = item;
        }
    }

    private final int capacity;
    private final TreeMap<Long, byte[]> items = new TreeMap<>(); // by number. Guard of all fields: this
    private final Queue<Put> putters = new ArrayDeque<>();
    private final Queue<CompletableFuture<Answer>> getters = new ArrayDeque<>();
    private long last; // the number of an item
    private int offered; // how many are answered and not accepted yet

    // OPEN -> ENDING   putFailure != null: nothing more is put in, what is there can be got
    //      -> CLOSED   closed: nothing is there any more, and nothing comes
    private @Nullable Supplier<? extends Exception> putFailure;
    private @Nullable Supplier<? extends Exception> getFailure;
    private boolean closed;

    Items(int capacity) {
        this.capacity = capacity;
    }

    // ---- putting in

    synchronized CompletableFuture<Answer> put(byte[] item) {
        if (putFailure != null) {
            return CompletableFuture.failedFuture(putFailure.get());
        }
        Put put = new Put(item);
        putters.add(put);
        match();
        if (!put.answer.isDone()) {
            var unused = put.answer.whenComplete((done, failure) -> forget(put.answer));
        }
        return put.answer;
    }

    /** Puts an item in if there is room, and nobody has waited for it longer. */
    synchronized boolean offer(byte[] item) throws Exception {
        if (putFailure != null) {
            throw putFailure.get();
        }
        if (!hasRoom() || !putters.isEmpty()) {
            return false;
        }
        items.put(++last, item);
        match();
        return true;
    }

    // ---- getting out

    synchronized CompletableFuture<Answer> get() {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        getters.add(answer);
        match();
        if (!answer.isDone()) {
            var unused = answer.whenComplete((done, failure) -> forget(answer));
        }
        return answer;
    }

    /** Gets an item if there is one; null otherwise. */
    synchronized @Nullable Answer poll() throws Exception {
        Map.Entry<Long, byte[]> first = getters.isEmpty() ? items.pollFirstEntry() : null;
        if (first == null) {
            if (getFailure != null && isDrained()) {
                throw getFailure.get();
            }
            return null;
        }
        Answer answer = offered(first.getKey(), first.getValue());
        match();
        return answer;
    }

    private Answer offered(long number, byte[] item) {
        offered++;
        return new Answer(item, this::accepted, () -> givenBack(number, item));
    }

    private synchronized void accepted() {
        offered--;
        match();
    }

    private synchronized void givenBack(long number, byte[] item) {
        offered--;
        if (!closed) {
            items.put(number, item);
        }
        match();
    }

    /** Whoever waited does so no more. */
    private synchronized void forget(CompletableFuture<Answer> answer) {
        if (!getters.removeIf(getter -> getter == answer) && putters.removeIf(put -> put.answer == answer)) {
            match();
        }
    }

    // ---- bringing both together

    private void match() {
        admit();
        handOut();
        if (getFailure != null && isDrained()) {
            failGetters(getFailure);
        }
    }

    private void admit() {
        for (Put next = putters.peek(); next != null && hasRoom(); next = putters.peek()) {
            putters.remove();
            long number = ++last;
            items.put(number, next.item);
            if (!next.answer.complete(Answer.empty())) {
                items.remove(number); // nobody waits for it any more
            }
        }
    }

    private void handOut() {
        for (CompletableFuture<Answer> next = getters.peek(); next != null && !items.isEmpty(); next = getters.peek()) {
            getters.remove();
            Map.Entry<Long, byte[]> first = items.pollFirstEntry();
            Answer answer = offered(first.getKey(), first.getValue());
            if (!next.complete(answer)) {
                answer.giveBack(); // nobody waits for it any more
            }
        }
    }

    private boolean hasRoom() {
        return items.size() + offered < capacity;
    }

    private boolean isDrained() {
        return closed || (items.isEmpty() && offered == 0);
    }

    // ---- the end

    /** Lets nothing more in. Those who get out what is left find {@code atEnd} behind it. */
    synchronized void end(Supplier<? extends Exception> onPut, Supplier<? extends Exception> atEnd) {
        if (putFailure == null) {
            putFailure = onPut;
            getFailure = atEnd;
            failPutters(onPut);
            match();
        }
    }

    /** Lets nothing more in, drops what is left, and lets all fail who wait. */
    synchronized void close(Supplier<? extends Exception> onPut, Supplier<? extends Exception> onGet) {
        if (!closed) {
            closed = true;
            putFailure = onPut;
            getFailure = onGet;
            items.clear();
            failPutters(onPut);
            failGetters(onGet);
        }
    }

    private void failPutters(Supplier<? extends Exception> failure) {
        for (Put next = putters.poll(); next != null; next = putters.poll()) {
            next.answer.completeExceptionally(failure.get());
        }
    }

    private void failGetters(Supplier<? extends Exception> failure) {
        for (CompletableFuture<Answer> next = getters.poll(); next != null; next = getters.poll()) {
            next.completeExceptionally(failure.get());
        }
    }

    synchronized int size() {
        return items.size();
    }
}
