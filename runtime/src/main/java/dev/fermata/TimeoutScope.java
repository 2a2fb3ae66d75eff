package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.internal.Sneaky;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link Asyncio#timeout}, and of {@link Asyncio#waitFor} with time to wait. */
final class TimeoutScope<T extends @Nullable Object> extends LibraryCoroutine<T> {
    private static final int BODY_DONE = 1;

    /** What runs in the scope. */
    interface Body<T extends @Nullable Object> {
        @Nullable
        Awaitable<T> run(Timeout scope) throws Exception;
    }

    private final LongUnaryOperator deadline;
    private @Nullable Body<T> body; // null once it runs
    private @Nullable Timeout scope;

    /**
     * Makes the coroutine.
     *
     * @param deadline asked when the scope is entered, with the time
     */
    TimeoutScope(LongUnaryOperator deadline, Body<T> body) {
        this.deadline = deadline;
        this.body = body;
    }

    @Override
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        return at == START ? enter() : exit(value, exception);
    }

    private @Nullable Object enter() {
        scope = Timeout.enter(deadline);
        Body<T> begun = body;
        assert begun != null : "it is entered once";
        body = null;
        Awaitable<T> inner;
        try {
            inner = begun.run(scope);
        } catch (Throwable thrown) {
            return exit(null, thrown);
        }
        return inner == null ? exit(null, null) : await(BODY_DONE, inner);
    }

    private @Nullable Object exit(@Nullable Object value, @Nullable Throwable exception) {
        assert scope != null : "it was entered";
        Throwable leaving = scope.exit(exception);
        if (leaving != null) {
            throw Sneaky.rethrow(leaving);
        }
        return end(value);
    }

    @Override
    protected String name() {
        return "timeout";
    }
}
