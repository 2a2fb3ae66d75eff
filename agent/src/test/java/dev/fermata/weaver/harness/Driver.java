package dev.fermata.weaver.harness;

import dev.fermata.AsyncGenerator;
import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import dev.fermata.woven.Result;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Makes a generator of what a program has returned, plain or woven: it hands out what the program awaits, and what it yields.
 */
final class Driver {
    private static final Object END = new Object();

    private Driver() {}

    /** The generator; null if {@code started} is null. */
    static Generator<?, ?, ?> of(Object started) {
        if (started == null || started instanceof Generator<?, ?, ?>) {
            return (Generator<?, ?, ?>) started;
        }
        return StandIn.asking(() -> run(started));
    }

    private static Object run(Object started) {
        if (started instanceof AsyncGenerator<?, ?> items) {
            return handOut(items);
        }
        if (started instanceof Coroutine<?> coroutine) {
            return await(coroutine);
        }
        return StandInCoroutine.await((CompletionStage<?>) started);
    }

    private static Object await(Awaitable<?> coroutine) {
        return coroutine instanceof CoroutineFrame<?> frame ? drive(frame) : StandInCoroutine.await(coroutine);
    }

    /** Drives woven coroutines, as a task does. */
    private static Object drive(CoroutineFrame<?> outermost) {
        Object at = Awaits.drive(outermost, null, null);
        while (at instanceof CoroutineFrame<?> innermost) {
            Object value = null;
            Throwable exception = null;
            try {
                value = answer(innermost.awaiting);
            } catch (Throwable thrown) {
                if (BodyThread.isAbandoned(thrown)) {
                    throw thrown;
                }
                exception = thrown;
            }
            at = Awaits.drive(innermost, value, exception);
        }
        return at instanceof Result wrapped ? wrapped.value : at;
    }

    private static Object answer(Awaitable<?> awaiting) {
        return awaiting instanceof Ask.Open open
                ? BodyThread.current().ask(open.item)
                : StandInCoroutine.await(stage(awaiting));
    }

    /** What the runtime waits for where no loop runs. */
    private static CompletableFuture<?> stage(Awaitable<?> wait) {
        try {
            Field stage = wait.getClass().getDeclaredField("stage");
            stage.setAccessible(true);
            return (CompletableFuture<?>) stage.get(wait);
        } catch (ReflectiveOperationException unknown) {
            throw new AssertionError("nothing is known of how to wait for " + wait, unknown);
        }
    }

    /** Hands on the items of an asynchronous generator, and what comes back. */
    @SuppressWarnings("unchecked") // what is sent to a body is not checked before the body's own cast
    private static Object handOut(AsyncGenerator<?, ?> generator) {
        var items = (AsyncGenerator<Object, Object>) generator;
        Object item = await(items.sendOr(null, END));
        while (item != END) {
            Session.current().write("  yields");
            item = await(pass(item, items));
        }
        return "the end";
    }

    private static Coroutine<Object> pass(Object item, AsyncGenerator<Object, Object> items) {
        try {
            return items.sendOr(BodyThread.current().suspend(item), END);
        } catch (GeneratorExit exit) {
            await(items.close());
            throw exit;
        } catch (Throwable thrown) {
            if (BodyThread.isAbandoned(thrown)) {
                throw thrown;
            }
            return items.throw_(thrown);
        }
    }
}
