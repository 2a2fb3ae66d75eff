package dev.fermata.weaver.harness;

import dev.fermata.Awaitable;
import dev.fermata.CancelledError;
import dev.fermata.Coroutine;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A coroutine whose body is plain code: awaiting it runs it, on the thread of whoever awaits. */
public final class StandInCoroutine extends Coroutine<Object> {
    private final BodyThread.Work body;
    private boolean started; // whoever has the turn

    StandInCoroutine(BodyThread.Work body) {
        this.body = body;
    }

    /** Called by the stubs of plain classes: {@code twin} takes the arguments in an array and runs the body. */
    public static Coroutine<?> of(MethodHandle twin, Object[] arguments) {
        return new StandInCoroutine(() -> tail((Coroutine<?>) twin.invoke(arguments)));
    }

    /** In plain classes {@code done(value)} is this. */
    public static Coroutine<?> done(Object value) {
        return new StandInCoroutine(() -> value);
    }

    /** In plain classes {@code done()} is this. */
    public static Coroutine<?> done() {
        return done(null);
    }

    private static Object tail(Coroutine<?> returned) {
        return returned == null ? null : await(returned);
    }

    /** In plain classes {@code await} is this. */
    public static Object await(Awaitable<?> awaitable) {
        Objects.requireNonNull(awaitable, "await(null)");
        if (awaitable instanceof StandInCoroutine coroutine) {
            return coroutine.run();
        }
        if (awaitable instanceof Ask ask) {
            return ask.awaitPlainly();
        }
        return BodyThread.current().ask(((Ask.Open) awaitable).item);
    }

    /** In plain classes {@code await} is this. */
    public static Object await(CompletionStage<?> stage) {
        var future = (CompletableFuture<?>) Objects.requireNonNull(stage, "await(null)");
        if (!future.isDone()) {
            BodyThread.current().waitFor(future);
        }
        return valueOf(future);
    }

    /** What a future has come to. */
    static Object valueOf(CompletableFuture<?> done) {
        try {
            return done.join();
        } catch (CancellationException cancelled) {
            throw new CancelledError();
        } catch (CompletionException wrapped) {
            throw Sneaky.rethrow(wrapped.getCause() == null ? wrapped : wrapped.getCause());
        }
    }

    private Object run() {
        if (started) {
            throw new IllegalStateException(
                    "cannot reuse already awaited coroutine ?: call the method again for another one");
        }
        started = true;
        try {
            return body.run();
        } catch (Throwable thrown) {
            throw Sneaky.rethrow(thrown);
        }
    }
}
