package dev.fermata.woven;

import dev.fermata.internal.Named;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes all items of an asynchronous generator.
 *
 * @param <Y> the type of the items
 */
final class AsyncLoop<Y extends @Nullable Object> extends CoroutineFrame<Void> implements Named {
    private static final Object END = new Object();
    private static final int STEPPED = 1;

    private final AsyncGeneratorFrame<Y, ?> generator;
    private final Consumer<? super Y> action;

    AsyncLoop(AsyncGeneratorFrame<Y, ?> generator, Consumer<? super Y> action) {
        this.generator = generator;
        this.action = action;
    }

    @Override
    public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
        boolean stepped = label == STEPPED;
        label = RUNNING;
        Object item = resumed(value, exception);
        while (true) {
            if (stepped) {
                if (item == END) {
                    return null;
                }
                action.accept(GeneratorFrame.item(item));
            }
            Object outcome = AsyncStep.send(generator, null, END).step(depth - 1, null, null);
            if (outcome instanceof CoroutineFrame<?>) {
                label = STEPPED;
                return Awaits.suspend(outcome, this);
            }
            stepped = true;
            item = outcome instanceof Result wrapped ? wrapped.value : outcome;
        }
    }

    @Override
    public String name() {
        return "AsyncGenerator.forEach";
    }
}
