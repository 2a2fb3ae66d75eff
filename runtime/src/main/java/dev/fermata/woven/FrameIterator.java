package dev.fermata.woven;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The iterator of a generator. The item that it has looked at stands here, not in the generator: an iterator mostly dies
 * young, and storing into a young object is cheap.
 *
 * @param <Y> the type of the items
 */
final class FrameIterator<Y extends @Nullable Object> implements Iterator<Y> {
    /** Stands for "not looked yet"; no generator hands it out. */
    private static final Object UNKNOWN = new Object();

    private final GeneratorFrame<Y, ?, ?> generator;
    private @Nullable Object item = UNKNOWN;

    FrameIterator(GeneratorFrame<Y, ?, ?> generator) {
        this.generator = generator;
    }

    @Override
    public boolean hasNext() {
        if (item == UNKNOWN) {
            // Not by nextOr(), which would be one more line in each stack trace.
            item = generator instanceof DelegatingFrame ? generator.resume(null, null) : generator.step(null, null);
        }
        return item != GeneratorFrame.END;
    }

    @Override
    public Y next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the generator has ended");
        }
        Object found = item;
        item = UNKNOWN;
        return GeneratorFrame.item(found);
    }
}
