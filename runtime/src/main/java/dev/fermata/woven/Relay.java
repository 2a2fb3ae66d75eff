package dev.fermata.woven;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import dev.fermata.internal.Sneaky;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a chain for something that cannot be a link of it: a generator that somebody else delegates to already or
 * that is executing, or the items of an {@link Iterable}.
 */
abstract class Relay extends GeneratorFrame<Object, Object, Object> {
    private static final int YIELDED = 1;

    /** Finds what {@code inner} is resumed by: itself if it is a generator that nobody else resumes. */
    static GeneratorFrame<?, ?, ?> frameOf(Object inner) {
        if (inner instanceof GeneratorFrame<?, ?, ?> frame && frame.parent == null && !frame.isExecuting()) {
            return frame;
        }
        if (inner instanceof Generator<?, ?, ?> generator) {
            return to(generator);
        }
        return new OfItems(((Iterable<?>) inner).iterator());
    }

    static Relay to(Generator<?, ?, ?> generator) {
        return new OfGenerator(generator);
    }

    @Override
    public @Nullable Object step(@Nullable Object value, @Nullable Throwable exception) {
        if (label < CREATED) {
            return idle(exception);
        }
        label = RUNNING;
        try {
            Object item = relay(value, exception);
            label = item == END ? RETURNED : YIELDED;
            return item;
        } catch (Throwable thrown) {
            throw Sneaky.rethrow(failed(thrown));
        }
    }

    /** Hands the value or the exception on, and returns as {@link #step} does with {@link #result} set at the end. */
    abstract @Nullable Object relay(@Nullable Object value, @Nullable Throwable exception) throws Exception;

    private static final class OfGenerator extends Relay {
        private final Generator<Object, Object, ?> target;

        @SuppressWarnings("unchecked") // what a generator is sent is not checked before its own cast
        OfGenerator(Generator<?, ?, ?> target) {
            this.target = (Generator<Object, Object, ?>) target;
        }

        @Override
        @Nullable
        Object relay(@Nullable Object value, @Nullable Throwable exception) {
            if (exception instanceof GeneratorExit exit) {
                target.close();
                throw exit;
            }
            try {
                return exception == null ? target.send(value) : target.throw_(exception);
            } catch (StopIteration end) {
                result = end.value();
                return END;
            }
        }
    }

    private static final class OfItems extends Relay {
        private final Iterator<?> items;

        OfItems(Iterator<?> items) {
            this.items = items;
        }

        @Override
        @Nullable
        Object relay(@Nullable Object value, @Nullable Throwable exception) throws Exception {
            if (exception != null) {
                if (exception instanceof GeneratorExit && items instanceof AutoCloseable resource) {
                    resource.close();
                }
                throw Sneaky.rethrow(exception);
            }
            if (value != null) {
                throw new UnsupportedOperationException("cannot send " + value + " to the items of an Iterable, which "
                        + "the generator yields from: only a generator takes values");
            }
            return items.hasNext() ? items.next() : END;
        }
    }
}
