package dev.fermata.weaver.harness;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.GeneratorExit;
import dev.fermata.StopAsyncIteration;
import dev.fermata.StopIteration;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An asynchronous generator whose body is plain code on a thread of its own. What it awaits goes on to whoever awaits its
 * step.
 */
public final class StandInItems implements AsyncGenerator<Object, Object> {
    private static final Object END = new Object();

    private final BodyThread body;
    private boolean started; // whoever has the turn, as the others
    private boolean stepping;
    private boolean ended;
    private boolean suspended;

    private StandInItems(BodyThread.Work work) {
        body = BodyThread.ofItems(Session.current(), work);
        Session.current().add(this::abandon);
    }

    /** Called by the stubs of plain classes: {@code twin} takes the arguments in an array and runs the body. */
    public static AsyncGenerator<?, ?> of(MethodHandle twin, Object[] arguments) {
        return new StandInItems(() -> end((AsyncGenerator<?, ?>) twin.invoke(arguments)));
    }

    /** In plain classes {@code done(value)} is this. */
    public static AsyncGenerator<?, ?> done(Object value) {
        return new StandInItems(null);
    }

    /** In plain classes {@code done()} is this. */
    public static AsyncGenerator<?, ?> done() {
        return done(null);
    }

    /** In plain classes {@code AsyncGenerator.yield} is this. */
    public static Object handOut(Object item) {
        return BodyThread.current().suspend(item);
    }

    private static Object end(AsyncGenerator<?, ?> returned) {
        if (returned != null && ((StandInItems) returned).body.hasWork()) {
            throw new IllegalStateException("an asynchronous generator cannot end with ?: return done(), and yield the "
                    + "items of another generator one by one");
        }
        return null;
    }

    @Override
    public Coroutine<Object> send(Object value) {
        return new StandInCoroutine(() -> itemOr(step(value, null), END));
    }

    @Override
    public Coroutine<Object> sendOr(Object value, Object end) {
        return new StandInCoroutine(() -> itemOr(step(value, null), end));
    }

    @Override
    public Coroutine<Object> throw_(Throwable exception) {
        Objects.requireNonNull(exception, "exception");
        return new StandInCoroutine(() -> itemOr(step(null, exception), END));
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // it has no value
    public Coroutine<Void> close() {
        return (Coroutine) new StandInCoroutine(this::closeNow);
    }

    @Override
    public Coroutine<Void> forEach(Consumer<? super Object> action) {
        throw new UnsupportedOperationException("no target uses it");
    }

    @Override
    public <T> Coroutine<T> using(Supplier<Coroutine<T>> body) {
        throw new UnsupportedOperationException("no target uses it");
    }

    private static Object itemOr(Object item, Object end) {
        if (item == END && end == END) {
            throw new StopAsyncIteration();
        }
        return item == END ? end : item;
    }

    private Object closeNow() {
        if (!started || ended) {
            ended = true;
            return null;
        }
        try {
            if (step(null, new GeneratorExit()) == END) {
                return null;
            }
        } catch (GeneratorExit closed) {
            return null;
        }
        throw new IllegalStateException(
                "asynchronous generator ? ignored GeneratorExit: it yielded while it was being closed");
    }

    private Object step(Object value, Throwable exception) {
        if (stepping) {
            throw new IllegalStateException(
                    "asynchronous generator ? is already running a step: await one step before the next");
        }
        if (ended || exception != null && !started) {
            ended = true;
            return exception == null ? END : raise(exception);
        }
        if (value != null && !started) {
            throw new IllegalStateException(
                    "cannot send " + value + " to the just-started asynchronous generator ?: no yield waits for it");
        }
        started = true;
        if (!body.hasWork()) {
            ended = true;
            return END;
        }
        return run(value, exception);
    }

    private Object run(Object value, Throwable exception) {
        stepping = true;
        BodyThread.Stop stop = resume(value, exception);
        while (stop instanceof BodyThread.Yielded yielded && yielded.item() instanceof BodyThread.Asked asked) {
            stop = passOn(asked.item());
        }
        stepping = false;
        if (stop instanceof BodyThread.Yielded yielded) {
            return yielded.item();
        }
        ended = true;
        return stop instanceof BodyThread.Threw threw ? raise(threw.exception()) : END;
    }

    private BodyThread.Stop resume(Object value, Throwable exception) {
        suspended = false;
        BodyThread.Stop stop = body.resume(value, exception);
        suspended = stop instanceof BodyThread.Yielded;
        return stop;
    }

    /** Awaits what the body awaits. */
    private BodyThread.Stop passOn(Object item) {
        Object answer;
        try {
            answer = BodyThread.current().ask(item);
        } catch (Throwable thrown) {
            return resume(null, thrown);
        }
        return resume(answer, null);
    }

    private static Object raise(Throwable failure) {
        if (failure instanceof StopAsyncIteration || failure instanceof StopIteration) {
            throw new IllegalStateException(
                    "asynchronous generator ? raised " + failure.getClass().getSimpleName(), failure);
        }
        throw Sneaky.rethrow(failure);
    }

    /** Unwinds the body when the run is over. */
    private void abandon() {
        if (suspended) {
            suspended = false;
            body.unwind();
        }
    }
}
