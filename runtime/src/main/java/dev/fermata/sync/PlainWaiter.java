package dev.fermata.sync;

import dev.fermata.internal.Sneaky;
import org.jspecify.annotations.Nullable;

/** Waits in a list until it is woken, and that is all. */
final class PlainWaiter extends Waiter<Void> {
    private final WaitList list;
    private final String name;
    private final String prefix;
    private final Object primitive;

    /**
     * Makes one that does not wait yet.
     *
     * @param prefix of the purpose, before {@code primitive}
     */
    PlainWaiter(WaitList list, String name, String prefix, Object primitive) {
        this.list = list;
        this.name = name;
        this.prefix = prefix;
        this.primitive = primitive;
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        label = RUNNING;
        list.remove(this);
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        return null;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String purpose() {
        return prefix + primitive;
    }
}
