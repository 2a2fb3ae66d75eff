package dev.fermata.internal;

import dev.fermata.Generator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of a generator. The item that it has looked at stands here, not in the generator: an iterator mostly dies
 * young, and storing into a young object is cheap.
 *
 * @param <Y> the type of the items
 */
public final class GeneratorIterator<Y extends @Nullable Object> implements Iterator<Y> {
    /** Stands for "not looked yet" and for "at the end"; no generator hands it out. */
    private static final Object UNKNOWN = new Object();

    private static final Object END = new Object();

    private final Generator<Y, ?, ?> generator;
    private @Nullable Object item = UNKNOWN;

    /**
     * Makes the iterator; runs nothing.
     *
     * @param generator what to iterate over
     */
    public GeneratorIterator(Generator<Y, ?, ?> generator) {
        this.generator = generator;
    }

    @Override
    public boolean hasNext() {
        if (item == UNKNOWN) {
            item = generator.nextOr(marker(END));
        }
        return item != END;
    }

    @Override
    public Y next() {
        Object found = item;
        if (found == UNKNOWN) {
            found = generator.nextOr(marker(END));
        }
        if (found == END) {
            item = END;
            throw new NoSuchElementException("the generator has ended");
        }
        item = UNKNOWN;
        return marker(found);
    }

    /** A marker passes through the generator's end value or stands in {@link #item}; nobody else sees it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    private static <T extends @Nullable Object> T marker(@Nullable Object marker) {
        return (T) marker;
    }
}
