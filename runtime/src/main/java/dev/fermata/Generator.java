package dev.fermata;

import dev.fermata.internal.NotWoven;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A computation that hands out values one by one and goes on where it stopped when it is asked for the next.
 *
 * <p>An {@link dev.fermata.annotation.Async @Async} method whose return type is {@code Generator} is one: calling it runs
 * nothing of its body and returns the generator, and the body hands out values by {@link #yield(Object)}.
 * <pre>{@code
 * @Async
 * static Generator<Integer, Void, Void> countdown(int from) {
 *     for (int i = from; i > 0; i--) {
 *         Generator.yield(i);
 *     }
 *     return done();
 * }
 *
 * for (int i : countdown(3)) { ... }
 * }</pre>
 *
 * <p>The rules are those of Python's generators: {@link #next()} runs the body until it yields, {@link #send} makes the
 * {@code yield} evaluate to a value, {@link #throw_} makes it throw, and {@link #close()} ends the generator and runs its
 * {@code finally} blocks. An exception that leaves the body ends the generator and reaches the caller as it was thrown,
 * a checked one too. A generator that is dropped half-way is garbage as any other object; its {@code finally} blocks then
 * do not run.
 *
 * <p>A generator is used by one thread at a time; handing it to another thread needs the same care as any object. Values
 * that are handed out, sent, and returned may be null.
 *
 * @param <Y> the type of the values that are handed out
 * @param <S> the type of the values that are sent; {@code Void} if there are none
 * @param <R> the type of the value at the end; {@code Void} if there is none
 * @see <a href="https://docs.python.org/3/reference/expressions.html#generator-iterator-methods">Python: generators</a>
 * @see <a href="https://peps.python.org/pep-0342/">PEP 342</a>
 */
public abstract class Generator<Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        implements Suspendable<R>, Iterable<Y>, AutoCloseable {

    /** Where a generator is in its life. */
    public enum State {
        /** Made, and not started yet. */
        CREATED,
        /** In its body, or waiting for the generator that it delegates to. */
        RUNNING,
        /** At a {@code yield}, to be resumed. */
        SUSPENDED,
        /** Over: it has returned, failed or been closed. */
        CLOSED
    }

    /** For the classes of woven generators. */
    protected Generator() {}

    /**
     * Hands out {@code value} from inside a generator and suspends it.
     *
     * @param value what the consumer gets
     * @param <T> the type of what is sent: the {@code S} of the generator
     * @return what the consumer sent: null by {@link #next()}
     * @throws GeneratorExit if the consumer closes the generator
     * @throws IllegalStateException if the calling method was not woven
     */
    public static <T extends @Nullable Object> T yield(@Nullable Object value) {
        throw NotWoven.at("Generator.yield");
    }

    /**
     * Hands out all that {@code inner} hands out, and evaluates to its return value.
     *
     * <p>Until {@code inner} ends, what is sent to the outer generator reaches the inner one, and so do exceptions and
     * closing. The innermost generator is resumed directly: the cost of an item does not grow with the depth.
     *
     * @param inner the generator to delegate to, started or not
     * @param <T> the type of its return value
     * @return its return value; null if it had ended before
     * @throws GeneratorExit if the consumer closes the generator
     * @throws IllegalStateException if the calling method was not woven, or if {@code inner} is executing already
     * @see <a href="https://peps.python.org/pep-0380/">PEP 380</a>
     */
    public static <T extends @Nullable Object> T yieldFrom(Generator<?, ?, T> inner) {
        throw NotWoven.at("Generator.yieldFrom");
    }

    /**
     * Hands out all items of {@code items}.
     *
     * <p>The items take no values: sending one other than null is an {@link UnsupportedOperationException} at this place
     * in the outer generator. An iterator that is {@link AutoCloseable} is closed when the outer generator is.
     *
     * @param items asked once for an iterator, when the outer generator comes here
     * @param <T> any type
     * @return null
     * @throws GeneratorExit if the consumer closes the generator
     * @throws IllegalStateException if the calling method was not woven
     */
    public static <T extends @Nullable Object> T yieldFrom(Iterable<?> items) {
        throw NotWoven.at("Generator.yieldFrom");
    }

    /**
     * Runs the body until it yields. The same as {@link #send send(null)}.
     *
     * @return what it yields
     * @throws StopIteration if the body returns, or the generator has ended before
     * @throws IllegalStateException if the generator is executing already, or a {@link StopIteration} left its body
     */
    public abstract Y next();

    /**
     * Runs the body until it yields; the {@code yield} at which it is suspended evaluates to {@code value}.
     *
     * @param value what the body gets; only null before the start, where no {@code yield} waits for it
     * @return what it yields next
     * @throws StopIteration if the body returns, or the generator has ended before
     * @throws IllegalStateException if {@code value} is not null before the start (the generator stays as it is), if the
     *     generator is executing already, or if a {@link StopIteration} left its body
     */
    public abstract Y send(@Nullable S value);

    /**
     * Runs the body until it yields, without an exception at the end.
     *
     * @param end what to return at the end: a value that the generator does not hand out
     * @return what it yields, or {@code end} if it returns or has ended before
     * @throws IllegalStateException as {@link #next()}
     */
    public abstract Y nextOr(Y end);

    /**
     * As {@link #send}, without an exception at the end.
     *
     * @param value as for {@link #send}
     * @param end what to return at the end: a value that the generator does not hand out
     * @return what it yields, or {@code end} if it returns or has ended before
     * @throws IllegalStateException as {@link #send}
     */
    public abstract Y sendOr(@Nullable S value, Y end);

    /**
     * Throws {@code exception} at the {@code yield} where the generator is suspended, and runs the body until it yields.
     *
     * <p>A generator that was not started ends at once, and so does this call, with {@code exception}. One that has ended
     * stays so, and the call throws {@code exception}.
     *
     * @param exception what is thrown, as it is; checked ones too
     * @return what the body yields, if it catches the exception and goes on
     * @throws StopIteration if the body catches the exception and returns
     * @throws IllegalStateException as {@link #next()}
     */
    public abstract Y throw_(Throwable exception);

    /**
     * Ends the generator: throws a {@link GeneratorExit} at the {@code yield} where it is suspended, so that its
     * {@code finally} blocks run.
     *
     * <p>Does nothing if the generator has ended; one that was not started ends without running. The body may answer by a
     * return, whose value is then the {@link #result()}. What else it throws leaves this call.
     *
     * @throws IllegalStateException if the generator is executing already, or if it yields instead of ending (it is then
     *     still suspended)
     */
    @Override
    public abstract void close();

    /**
     * The return value.
     *
     * @return what the body returned
     * @throws IllegalStateException if the generator has not ended, or if it ended without returning: by an exception or
     *     by {@link #close()}
     */
    public abstract R result();

    /**
     * Where the generator is in its life.
     *
     * @return the state at this moment
     */
    public abstract State state();

    /**
     * Iterates over what is left. {@code for (var item : generator)} needs no more than this.
     *
     * <p>{@code hasNext} runs the body; an item that it found belongs to this iterator. Leaving a loop early leaves the
     * generator suspended: to run its {@code finally} blocks, {@link #close()} it.
     *
     * @return an iterator, which does not send and whose {@code remove} is not supported
     */
    @Override
    public abstract Iterator<Y> iterator();

    /**
     * What is left as a stream: sequential, lazy, in order.
     *
     * @return the stream; closing it closes the generator
     */
    public final Stream<Y> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false)
                .onClose(this::close);
    }
}
