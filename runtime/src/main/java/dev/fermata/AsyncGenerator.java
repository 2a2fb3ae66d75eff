package dev.fermata;

import dev.fermata.internal.NotWoven;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A generator whose body may await.
 *
 * <p>An {@link dev.fermata.annotation.Async @Async} method whose return type is {@code AsyncGenerator} is one. Its steps
 * are coroutines, to be awaited one after the other by whoever consumes it; a step in which the body awaits nothing takes
 * no turn of the loop.
 * <pre>{@code
 * @Async
 * static AsyncGenerator<Integer, Void> ticks(int count) {
 *     for (int i = 0; i < count; i++) {
 *         await(sleep(ofSeconds(1)));
 *         AsyncGenerator.yield(i);
 *     }
 *     return done();
 * }
 *
 * await(ticks(3).forEach(System.out::println));
 * }</pre>
 *
 * <p>The rules are those of {@link Generator}; there is no return value. Leaving off in the middle does not close it: see
 * {@link #using}. What is left over when the loop ends is closed by it.
 *
 * @param <Y> the type of the items
 * @param <S> the type of what is sent; {@code Void} if there is nothing
 * @see <a href="https://peps.python.org/pep-0525/">PEP 525</a>
 */
public interface AsyncGenerator<Y extends @Nullable Object, S extends @Nullable Object> extends Suspendable<Void> {
    /**
     * Hands out {@code item} from inside an asynchronous generator and suspends it.
     *
     * @param item what the consumer gets
     * @param <T> the type of what is sent: the {@code S} of the generator
     * @return what the consumer sent: null by {@link #next()}
     * @throws GeneratorExit if the consumer closes the generator
     * @throws IllegalStateException if the calling method was not woven
     */
    static <T extends @Nullable Object> T yield(@Nullable Object item) {
        throw NotWoven.at("AsyncGenerator.yield");
    }

    /**
     * Runs the body until it yields.
     *
     * @return to be awaited once: what it yields; fails with {@link StopAsyncIteration} at the end, and with
     *     {@link IllegalStateException} if another step is under way
     */
    default Coroutine<Y> next() {
        return send(null);
    }

    /**
     * Runs the body until it yields; the {@code yield} at which it is suspended evaluates to {@code value}.
     *
     * @param value what the body gets; only null before the start, where no {@code yield} waits for it
     * @return as {@link #next()}; fails with {@link IllegalStateException} as well if {@code value} is not null before the start
     */
    Coroutine<Y> send(@Nullable S value);

    /**
     * As {@link #next()}, without an exception at the end.
     *
     * @param end what to return at the end: a value that the generator does not hand out
     * @return to be awaited once: what the body yields, or {@code end}; fails with {@link IllegalStateException} if another step
     *     is under way
     */
    default Coroutine<Y> nextOr(Y end) {
        return sendOr(null, end);
    }

    /**
     * As {@link #send}, without an exception at the end.
     *
     * @param value as for {@link #send}
     * @param end what to return at the end: a value that the generator does not hand out
     * @return to be awaited once: what the body yields, or {@code end}; fails with {@link IllegalStateException} as
     *     {@link #send}
     */
    Coroutine<Y> sendOr(@Nullable S value, Y end);

    /**
     * Throws {@code exception} at the {@code yield} where the generator is suspended, and runs the body until it yields.
     *
     * <p>Does nothing if the generator has ended: the value is null then, as in CPython.
     *
     * @param exception what is thrown, as it is
     * @return as {@link #next()}
     */
    Coroutine<Y> throw_(Throwable exception);

    /**
     * Ends the generator: throws a {@link GeneratorExit} where it is suspended, so that its {@code finally} blocks run;
     * they may await. Does nothing if it has ended.
     *
     * @return to be awaited once; fails with {@link IllegalStateException} if the generator yields instead of ending, or if
     *     another step is under way
     */
    Coroutine<Void> close();

    /**
     * Takes all items that are left, one by one.
     *
     * @param action called with each; what it throws ends the loop, and leaves the generator open
     * @return to be awaited once
     */
    Coroutine<Void> forEach(Consumer<? super Y> action);

    /**
     * Runs {@code body} and closes the generator behind it, whether the body ends or fails.
     *
     * @param body makes the coroutine to run
     * @param <T> the type of its value
     * @return to be awaited once: the value of the body
     */
    <T extends @Nullable Object> Coroutine<T> using(Supplier<Coroutine<T>> body);
}
