package dev.fermata.internal;

import java.util.random.RandomGenerator;

/**
 * What an event loop runs next, first come, first served: a ring in an array, which grows and does not shrink.
 *
 * <p>Not thread-safe: the loop's thread only.
 */
public final class ReadyQueue {
    private static final int INITIAL = 64; // a power of two, as all capacities

    private Object[] ring = new Object[INITIAL];
    private int head;
    private int size;

    /**
     * Appends, unless this is closed.
     *
     * @param entry what to run
     */
    public void add(Object entry) {
        Object[] entries = ring;
        if (size == entries.length) {
            if (size == 0) {
                return; // closed
            }
            entries = grow();
        }
        entries[(head + size) & (entries.length - 1)] = entry;
        size++;
    }

    private Object[] grow() {
        Object[] larger = new Object[2 * size];
        System.arraycopy(ring, head, larger, 0, size - head);
        System.arraycopy(ring, 0, larger, size - head, head);
        head = 0;
        ring = larger;
        return larger;
    }

    /**
     * Removes the first.
     *
     * @return what to run
     */
    @SuppressWarnings("NullAway") // a free place holds no reference, so that what has run is garbage
    public Object remove() {
        assert size > 0 : "the caller has asked for the size";
        Object[] entries = ring;
        Object first = entries[head];
        entries[head] = null;
        head = (head + 1) & (entries.length - 1);
        size--;
        return first;
    }

    /**
     * How many there are.
     *
     * @return zero or more
     */
    public int size() {
        return size;
    }

    /** Drops all, and whatever comes. */
    public void close() {
        ring = new Object[0];
        head = 0;
        size = 0;
    }

    /**
     * Puts all that is here now in another order.
     *
     * @param random decides the order
     */
    public void shuffle(RandomGenerator random) {
        for (int i = size - 1; i > 0; i--) {
            int from = at(i);
            int to = at(random.nextInt(i + 1));
            Object moved = ring[from];
            ring[from] = ring[to];
            ring[to] = moved;
        }
    }

    private int at(int index) {
        return (head + index) & (ring.length - 1);
    }

    /**
     * What is here, in order.
     *
     * @return a copy
     */
    public Object[] toArray() {
        Object[] all = new Object[size];
        for (int i = 0; i < size; i++) {
            all[i] = ring[at(i)];
        }
        return all;
    }
}
