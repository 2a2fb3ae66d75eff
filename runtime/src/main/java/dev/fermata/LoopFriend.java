package dev.fermata;

import dev.fermata.internal.LoopAccess;
import dev.fermata.internal.NeverAwaited;
import dev.fermata.internal.Timekeeper;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens {@link EventLoop} to the library's other packages. */
final class LoopFriend extends LoopAccess {
    @Override
    public EventLoop create(Timekeeper time, @Nullable RandomGenerator order) {
        return new EventLoop(time, order);
    }

    @Override
    public NeverAwaited.@Nullable Registry neverAwaited(EventLoop loop) {
        DebugMode debug = loop.debug;
        return debug == null ? null : debug.neverAwaited;
    }

    @Override
    public <V extends @Nullable Object> Future<V> awaitOutside(
            EventLoop loop, CompletableFuture<V> request, Consumer<? super V> unwanted) {
        return OutsideWait.begin(loop, request, unwanted);
    }
}
