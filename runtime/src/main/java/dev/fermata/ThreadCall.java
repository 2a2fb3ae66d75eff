package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Asyncio#toThread}. */
final class ThreadCall<T extends @Nullable Object> extends LibraryCoroutine<T> {
    private static final int CALLED = 1;

    private final Callable<T> callable;

    ThreadCall(Callable<T> callable) {
        this.callable = callable;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        if (at == START) {
            EventLoop loop = EventLoop.running();
            Context context = Context.copyContext();
            return await(CALLED, loop.runInExecutor(null, () -> context.run(callable)));
        }
        return end(resumed(value, exception));
    }

    @Override
    protected String name() {
        return "toThread";
    }
}
