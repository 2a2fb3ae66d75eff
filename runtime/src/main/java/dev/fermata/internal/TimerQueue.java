package dev.fermata.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop runs later, ordered by deadline, and among equal deadlines by the order of adding: a binary heap,
 * with the keys in arrays of their own.
 *
 * <p>What is cancelled stays in the heap until it comes to the head, or until it is more than half of a heap of more than
 * 100; so cancelled timers never pile up, and cancelling costs nothing.
 *
 * <p>Not thread-safe: the loop's thread only.
 *
 * @param <E> what is run
 */
public abstract class TimerQueue<E> {
    /** The deadline of what is never due. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int FEW = 100;

    private @Nullable Object[] entries = new Object[16];
    private long[] deadlines = new long[16];
    private int[] sequences = new int[16]; // wrap around: only differences count
    private int nextSequence;
    private int size;
    private int cancelledCount; // at least those in the heap, possibly a few that have just left it

    /** Makes an empty queue. */
    protected TimerQueue() {}

    /**
     * Whether an entry need not be run.
     *
     * @param entry that was added
     * @return whether it was cancelled
     */
    protected abstract boolean isCancelled(E entry);

    /**
     * Adds.
     *
     * @param entry what to run
     * @param deadline when
     */
    public void add(E entry, long deadline) {
        if (size == entries.length) {
            entries = Arrays.copyOf(entries, size + (size >> 1));
            deadlines = Arrays.copyOf(deadlines, entries.length);
            sequences = Arrays.copyOf(sequences, entries.length);
        }
        siftUp(size++, entry, deadline, nextSequence++);
    }

    /** Counts an entry that has been cancelled while it is here. */
    public void cancelled() {
        cancelledCount++;
    }

    /** Drops what is cancelled, where that is due: see the head of this class. */
    public void prune() {
        if (size > FEW && cancelledCount > size >> 1) {
            removeCancelled();
        } else {
            while (size > 0 && isCancelled(entry(0))) {
                cancelledCount = Math.max(0, cancelledCount - 1);
                removeFirst();
            }
        }
    }

    private void removeCancelled() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (!isCancelled(entry(i))) {
                move(i, kept++);
            }
        }
        Arrays.fill(entries, kept, size, null);
        size = kept;
        cancelledCount = 0;
        for (int i = (kept >>> 1) - 1; i >= 0; i--) {
            siftDown(i, entry(i), deadlines[i], sequences[i]);
        }
    }

    /**
     * The earliest deadline.
     *
     * @return when, or {@link #NEVER} if this is empty
     */
    public long nextDeadline() {
        return size == 0 ? NEVER : deadlines[0];
    }

    /**
     * Removes the first that is due.
     *
     * @param now the present time
     * @return the entry, cancelled or not, or null for none
     */
    public @Nullable E pollDue(long now) {
        if (size == 0 || deadlines[0] > now) {
            return null;
        }
        E first = entry(0);
        removeFirst();
        return first;
    }

    /**
     * How many there are, with those that are cancelled and still here.
     *
     * @return zero or more
     */
    public int size() {
        return size;
    }

    /** Drops all. */
    public void clear() {
        Arrays.fill(entries, 0, size, null);
        size = 0;
        cancelledCount = 0;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // below size there are entries
    private E entry(int index) {
        return (E) entries[index];
    }

    private void removeFirst() {
        int last = --size;
        E moved = entry(last);
        entries[last] = null;
        if (last > 0) {
            siftDown(0, moved, deadlines[last], sequences[last]);
        }
    }

    private void siftUp(int from, E entry, long deadline, int sequence) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(deadline, sequence, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, entry, deadline, sequence);
    }

    private void siftDown(int from, E entry, long deadline, int sequence) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && isBefore(deadlines[child + 1], sequences[child + 1], child)) {
                child++;
            }
            if (isBefore(deadline, sequence, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, entry, deadline, sequence);
    }

    private boolean isBefore(long deadline, int sequence, int other) {
        return deadline < deadlines[other] || (deadline == deadlines[other] && sequence - sequences[other] < 0);
    }

    private void move(int from, int to) {
        put(to, entry(from), deadlines[from], sequences[from]);
    }

    private void put(int at, E entry, long deadline, int sequence) {
        entries[at] = entry;
        deadlines[at] = deadline;
        sequences[at] = sequence;
    }
}
