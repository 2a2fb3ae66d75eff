package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import java.lang.invoke.MethodHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * A generator whose body is plain code on a thread of its own: what a woven one is compared with.
 *
 * <p>It follows Python's rules by the shortest way: delegation is the loop of PEP 380 written out, and a tail call
 * delegates after the body has returned.
 */
public final class StandIn extends Generator<Object, Object, Object> {
    private static final Object END = new Object();
    private static final Object NULL = new Object();

    // CREATED -> RUNNING -> SUSPENDED -> RUNNING ... -> RETURNED -> EXHAUSTED
    //                                                -> FAILED | EXITED
    private enum Phase {
        CREATED,
        RUNNING,
        SUSPENDED,
        RETURNED,
        EXHAUSTED,
        FAILED,
        EXITED
    }

    private final Session session = Session.current();
    private final BodyThread body;
    private Phase phase = Phase.CREATED; // whoever has the turn
    private Object result; // whoever has the turn

    private StandIn(BodyThread body, Object result) {
        this.body = body;
        this.result = result;
        session.add(this::abandon);
    }

    /** Called by the stubs of plain classes: {@code twin} takes the arguments in an array and runs the body. */
    public static Generator<?, ?, ?> of(MethodHandle twin, Object[] arguments) {
        return new StandIn(
                new BodyThread(Session.current(), () -> valueOf((Generator<?, ?, ?>) twin.invoke(arguments))), null);
    }

    /** In plain classes {@code done(value)} is this. */
    public static Generator<?, ?, ?> done(Object value) {
        return new StandIn(null, value);
    }

    /** In plain classes {@code done()} is this. */
    public static Generator<?, ?, ?> done() {
        return done(null);
    }

    /** In plain classes {@code Generator.yield} is this. */
    public static Object handOut(Object item) {
        return BodyThread.current().suspend(item);
    }

    /** In plain classes {@code Generator.yieldFrom} is this. */
    public static Object handOutFrom(Iterable<?> items) {
        return Delegation.to(items);
    }

    /** In plain classes {@code Generator.yieldFrom} is this. */
    public static Object handOutFrom(Generator<?, ?, ?> inner) {
        return Delegation.to(inner);
    }

    /** A generator that hands out what a program asks for. */
    static Generator<?, ?, ?> asking(BodyThread.Work program) {
        return new StandIn(new BodyThread(Session.current(), program), null);
    }

    private static Object valueOf(Generator<?, ?, ?> returned) {
        if (returned == null) {
            return null;
        }
        if (returned instanceof StandIn ended && ended.body == null && ended.phase == Phase.CREATED) {
            return ended.result;
        }
        return Delegation.to(returned);
    }

    private Object resume(Object value, Throwable exception) {
        if (phase == Phase.RUNNING) {
            throw new IllegalStateException("generator ? is already executing");
        }
        if (phase == Phase.CREATED && exception != null) {
            throw Sneaky.rethrow(failed(exception));
        }
        if (phase == Phase.CREATED && body == null) {
            phase = Phase.RETURNED;
            return END;
        }
        if (isEnded()) {
            return idle(exception);
        }
        phase = Phase.RUNNING;
        return run(value, exception);
    }

    private Object run(Object value, Throwable exception) {
        BodyThread.Stop stop = body.resume(value, exception);
        if (stop instanceof BodyThread.Yielded yielded) {
            phase = Phase.SUSPENDED;
            return yielded.item();
        }
        if (stop instanceof BodyThread.Threw threw) {
            throw Sneaky.rethrow(failed(threw.exception()));
        }
        result = ((BodyThread.Returned) stop).value();
        phase = Phase.RETURNED;
        return END;
    }

    private Object idle(Throwable exception) {
        if (exception != null) {
            throw Sneaky.rethrow(exception);
        }
        if (phase == Phase.RETURNED) {
            phase = Phase.EXHAUSTED;
        }
        return END;
    }

    private Throwable failed(Throwable exception) {
        phase = exception instanceof GeneratorExit ? Phase.EXITED : Phase.FAILED;
        return exception instanceof StopIteration
                ? new IllegalStateException("generator ? raised StopIteration", exception)
                : exception;
    }

    private boolean isEnded() {
        return phase.compareTo(Phase.SUSPENDED) > 0;
    }

    private Object itemOrStop(Object item) {
        if (item == END) {
            throw new StopIteration(phase == Phase.RETURNED ? result : null);
        }
        return item;
    }

    private void checkSent(Object value) {
        if (value != null && phase == Phase.CREATED) {
            throw new IllegalStateException("cannot send " + value
                    + " to the just-started generator ?: no yield waits for it. Call next() or send(null) first.");
        }
    }

    @Override
    public Object next() {
        return itemOrStop(resume(null, null));
    }

    @Override
    public Object send(Object value) {
        checkSent(value);
        return itemOrStop(resume(value, null));
    }

    @Override
    public Object nextOr(Object end) {
        return sendOr(null, end);
    }

    @Override
    public Iterator<Object> iterator() {
        return new Iterator<>() {
            private final Deque<Object> looked = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                if (looked.isEmpty()) {
                    Object item = nextOr(END);
                    looked.add(item == null ? NULL : item);
                }
                return looked.peek() != END;
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the generator has ended");
                }
                Object item = looked.remove();
                return item == NULL ? null : item;
            }
        };
    }

    @Override
    public Object sendOr(Object value, Object end) {
        checkSent(value);
        Object item = resume(value, null);
        return item == END ? end : item;
    }

    @Override
    public Object throw_(Throwable exception) {
        return itemOrStop(resume(null, Objects.requireNonNull(exception, "exception")));
    }

    @Override
    public void close() {
        if (phase == Phase.CREATED) {
            phase = Phase.EXITED;
        } else if (!isEnded()) {
            try {
                if (resume(null, new GeneratorExit()) == END) {
                    return;
                }
            } catch (GeneratorExit closed) {
                return;
            }
            throw new IllegalStateException("generator ? ignored GeneratorExit: it yielded while it was being closed."
                    + " Do not yield in a finally block or after catching GeneratorExit.");
        }
    }

    @Override
    public Object result() {
        return switch (phase) {
            case RETURNED, EXHAUSTED -> result;
            case FAILED -> throw new IllegalStateException("generator ? has no result: it failed");
            case EXITED ->
                throw new IllegalStateException("generator ? has no result: it was closed before it returned");
            default -> throw new IllegalStateException("generator ? has no result: it has not ended");
        };
    }

    @Override
    public State state() {
        return switch (phase) {
            case CREATED -> State.CREATED;
            case RUNNING -> State.RUNNING;
            case SUSPENDED -> State.SUSPENDED;
            default -> State.CLOSED;
        };
    }

    /** Unwinds the body when the run is over. */
    private void abandon() {
        if (phase == Phase.SUSPENDED) {
            phase = Phase.RUNNING;
            body.unwind();
            phase = Phase.EXITED;
        }
    }
}
