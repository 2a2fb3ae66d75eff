package dev.fermata.sync;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is in a queue, in an array that grows. */
abstract class Items<T extends @Nullable Object> {
    private static final int INITIAL = 8; // a power of two, as all capacities

    @Nullable
    Object[] items = new Object[INITIAL];

    int size;

    abstract void add(T item);

    /** Removes the one whose turn it is. Not if there is none. */
    abstract T remove();

    @SuppressWarnings({"unchecked", "NullAway"}) // what add has put there
    final T at(int index) {
        return (T) items[index];
    }

    /** First in, first out: a ring. */
    static final class Fifo<T extends @Nullable Object> extends Items<T> {
        private int head;

        @Override
        void add(T item) {
            @Nullable Object[] ring = items;
            if (size == ring.length) {
                ring = new Object[2 * size];
                System.arraycopy(items, head, ring, 0, size - head);
                System.arraycopy(items, 0, ring, size - head, head);
                head = 0;
                items = ring;
            }
            ring[(head + size) & (ring.length - 1)] = item;
            size++;
        }

        @Override
        T remove() {
            T first = at(head);
            items[head] = null;
            head = (head + 1) & (items.length - 1);
            size--;
            return first;
        }
    }

    /** Last in, first out: a stack. */
    static final class Lifo<T extends @Nullable Object> extends Items<T> {
        @Override
        void add(T item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            items[size++] = item;
        }

        @Override
        T remove() {
            T last = at(--size);
            items[size] = null;
            return last;
        }
    }
}
