package dev.fermata.woven;

import org.jspecify.annotations.Nullable;

/** An asynchronous generator without items: what {@code done()} makes outside a return. */
public final class FinishedItems extends AsyncGeneratorFrame<Object, Object> {
    private FinishedItems() {}

    /**
     * Makes the generator.
     *
     * @param value null: an asynchronous generator has no value
     * @return the generator
     */
    public static FinishedItems of(@Nullable Object value) {
        return new FinishedItems();
    }

    /**
     * Makes the generator.
     *
     * @return the generator
     */
    public static FinishedItems ofNothing() {
        return new FinishedItems();
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        return END;
    }
}
