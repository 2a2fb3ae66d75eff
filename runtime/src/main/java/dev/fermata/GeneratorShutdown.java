package dev.fermata;

import dev.fermata.internal.LibraryCoroutine;
import dev.fermata.woven.Leftovers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coroutine of {@link EventLoop#shutdownAsyncGenerators}. */
final class GeneratorShutdown extends LibraryCoroutine<Void> {
    private static final int CLOSED = 1;

    private final EventLoop loop;
    private List<AsyncGenerator<?, ?>> closing = List.of();

    GeneratorShutdown(EventLoop loop) {
        this.loop = loop;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the value is that of gatherOutcomes
    protected @Nullable Object resume(int at, @Nullable Object value, @Nullable Throwable exception) {
        return at == START ? start() : closed((List<Outcome<Object>>) resumed(value, exception));
    }

    private @Nullable Object start() {
        closing = Leftovers.take(loop);
        if (closing.isEmpty()) {
            return end(null);
        }
        List<Coroutine<?>> closes = new ArrayList<>();
        closing.forEach(generator -> closes.add(generator.close()));
        return await(CLOSED, GatheringFuture.of(closes, Outcome::of, false));
    }

    private @Nullable Object closed(List<Outcome<Object>> outcomes) {
        for (int i = 0; i < closing.size(); i++) {
            Throwable thrown = outcomes.get(i).exception();
            if (thrown instanceof Exception) {
                loop.callExceptionHandler(new ExceptionContext(
                        "an error occurred during closing of asynchronous generator " + closing.get(i), thrown, null));
            }
        }
        return end(null);
    }

    @Override
    protected String name() {
        return "shutdownAsyncGenerators";
    }
}
