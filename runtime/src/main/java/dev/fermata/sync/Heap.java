package dev.fermata.sync;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The smallest first, and among equals the first that came: a binary heap, with the numbers of arrival beside the items.
 *
 * <p>Comparisons may throw, so nothing moves before all have been made.
 */
final class Heap<T extends @Nullable Object> extends Items<T> {
    private final Comparator<? super T> order;
    private long[] arrivals = new long[items.length];
    private long nextArrival;

    Heap(Comparator<? super T> order) {
        this.order = order;
    }

    @Override
    void add(T item) {
        if (size == 0) {
            var unused = order.compare(item, item); // what cannot be compared is refused at once
        }
        int place = size;
        while (place > 0 && order.compare(item, at(parent(place))) < 0) {
            place = parent(place);
        }
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
            arrivals = Arrays.copyOf(arrivals, 2 * size);
        }
        for (int free = size++; free != place; free = parent(free)) {
            items[free] = items[parent(free)];
            arrivals[free] = arrivals[parent(free)];
        }
        items[place] = item;
        arrivals[place] = nextArrival++;
    }

    @Override
    T remove() {
        T smallest = at(0);
        int last = size - 1;
        int place = placeOfLast();
        Object moved = items[last];
        long arrival = arrivals[last];
        items[last] = null;
        size = last;
        if (last > 0) {
            liftInto(place, moved, arrival);
        }
        return smallest;
    }

    /** Where the last item goes when the first is gone: down from the top, along the smaller children. */
    private int placeOfLast() {
        int last = size - 1;
        int place = 0;
        while (2 * place + 1 < last) {
            int child = 2 * place + 1;
            if (child + 1 < last && isBefore(child + 1, child)) {
                child++;
            }
            if (isBefore(last, child)) {
                break;
            }
            place = child;
        }
        return place;
    }

    /** Puts an item at a place, and what is there and above it each one place higher; the top drops out. */
    private void liftInto(int place, @Nullable Object item, long arrival) {
        Object moved = item;
        long number = arrival;
        for (int at = place; true; at = parent(at)) {
            Object lifted = items[at];
            long liftedNumber = arrivals[at];
            items[at] = moved;
            arrivals[at] = number;
            if (at == 0) {
                return;
            }
            moved = lifted;
            number = liftedNumber;
        }
    }

    private boolean isBefore(int one, int other) {
        int compared = order.compare(at(one), at(other));
        return compared < 0 || (compared == 0 && arrivals[one] < arrivals[other]);
    }

    private static int parent(int index) {
        return (index - 1) >>> 1;
    }
}
