package dev.fermata.weaver.harness;

import dev.fermata.AsyncGenerator;
import dev.fermata.Awaitable;
import dev.fermata.Coroutine;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Something to await: the script of the run decides whether it is there already. If it is not, whoever runs the program gets
 * its item, and answers with a value or an exception.
 *
 * <p>Ready, it evaluates to its item. This one is a coroutine; others are an {@link Open} or a stage, in turn.
 */
public final class Ask extends CoroutineFrame<Object> {
    private static final int WAITING = 1;

    private final Object item;
    private final Readiness readiness;

    private Ask(Object item, Readiness readiness) {
        this.item = item;
        this.readiness = readiness;
    }

    /** What is not there, and is no coroutine. */
    static final class Open extends Awaitable<Object> {
        final Object item;

        Open(Object item) {
            this.item = item;
        }
    }

    /** To be awaited. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the script decides on the type
    public static <T> Awaitable<T> of(Object item) {
        Session session = Session.current();
        int number = session.nextAsk();
        Readiness readiness = session.readiness(number);
        boolean open = readiness == Readiness.SUSPENDS && number % 2 == 0;
        return (Awaitable<T>) (open ? new Open(item) : new Ask(item, readiness));
    }

    /** As {@link #of}: a call of a coroutine method that is not woven. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public static <T> Coroutine<T> coroutine(Object item) {
        Session session = Session.current();
        return (Coroutine<T>) new Ask(item, session.readiness(session.nextAsk()));
    }

    /** As {@link #of}: of another library. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public static <T> CompletionStage<T> stage(Object item) {
        Session session = Session.current();
        var stage = new CompletableFuture<Object>();
        switch (session.readiness(session.nextAsk())) {
            case READY -> stage.complete(item);
            case FAILS -> stage.completeExceptionally(failure(item));
            default -> session.open(stage, item);
        }
        return (CompletionStage<T>) stage;
    }

    /** The next item of an asynchronous generator; null at its end. */
    @SuppressWarnings("unchecked") // an item is not checked before the body's own cast
    public static Awaitable<Object> step(AsyncGenerator<?, ?> items) {
        return ((AsyncGenerator<Object, Object>) items).nextOr(null);
    }

    /** The item, if it is a number; else 1. */
    public static Object number(Object item) {
        return item instanceof Integer ? item : (Object) 1;
    }

    private static RuntimeException failure(Object item) {
        return new IllegalArgumentException("no " + Rendering.of(item));
    }

    /** Awaits it in plain code. */
    Object awaitPlainly() {
        return switch (readiness) {
            case READY -> item;
            case FAILS -> throw failure(item);
            default -> BodyThread.current().ask(item);
        };
    }

    @Override
    public Object step(int depth, Object value, Throwable exception) {
        if (label == WAITING || exception != null) {
            label = RUNNING;
            return Awaits.result(resumed(value, exception));
        }
        label = RUNNING;
        return switch (readiness) {
            case READY -> Awaits.result(item);
            case FAILS -> throw failure(item);
            default -> {
                label = WAITING;
                yield Awaits.suspend(new Open(item), this);
            }
        };
    }
}
