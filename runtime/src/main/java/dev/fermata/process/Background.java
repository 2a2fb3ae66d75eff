package dev.fermata.process;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that blocks, on a thread of its own: what nothing can interrupt without harm. */
final class Background {
    private Background() {}

    static <T extends @Nullable Object> CompletableFuture<T> run(String name, Callable<T> work) {
        return run(name, work, value -> {});
    }

    /** What comes when the future is cancelled already is given to {@code unwanted}. */
    static <T extends @Nullable Object> CompletableFuture<T> run(
            String name, Callable<T> work, Consumer<? super T> unwanted) {
        CompletableFuture<T> result = new CompletableFuture<>();
        start(name, () -> {
            try {
                T value = work.call();
                if (!result.complete(value)) {
                    unwanted.accept(value);
                }
            } catch (Throwable thrown) {
                result.completeExceptionally(thrown);
            }
        });
        return result;
    }

    static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
