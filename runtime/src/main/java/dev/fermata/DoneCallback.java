package dev.fermata;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a future calls when it is done, and at the same time the handle by which the loop calls it. */
final class DoneCallback<T extends @Nullable Object> extends Handle {
    private final Future<T> future;

    DoneCallback(Future<T> future, Consumer<? super Future<T>> callback, @Nullable Context context) {
        super(future.loop, callback, context);
        this.future = future;
    }

    @Override
    @SuppressWarnings("unchecked") // as the constructor takes it
    void call(Object todo) {
        ((Consumer<? super Future<T>>) todo).accept(future);
    }
}
