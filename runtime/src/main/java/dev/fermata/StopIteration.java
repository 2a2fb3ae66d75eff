package dev.fermata;

import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a generator, as seen by {@link Generator#next()}, {@link Generator#send} and {@link Generator#throw_}.
 *
 * <p>It carries the return value of the generator, once: the call in which the generator ended throws it with the
 * value, every later one with null. It has no stack trace, so that it costs next to nothing;
 * {@link Generator#nextOr} and {@link Generator#sendOr} do without it. One that leaves the body
 * of a generator arrives at the consumer as an {@link IllegalStateException}, so that the end of an inner generator is
 * never taken for the end of an outer one.
 *
 * @see <a href="https://docs.python.org/3/library/exceptions.html#StopIteration">Python: StopIteration</a>
 * @see <a href="https://peps.python.org/pep-0479/">PEP 479</a>
 */
public final class StopIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the value of a generator may be anything; one that is not serialisable says so itself
    private final @Nullable Object value;

    /**
     * Makes the end signal.
     *
     * @param value the return value of the generator
     */
    public StopIteration(@Nullable Object value) {
        super("the generator has ended");
        this.value = value;
    }

    /**
     * The return value of the generator.
     *
     * @return the value; null if there is none or if the generator had ended before
     */
    public @Nullable Object value() {
        return value;
    }

    /** Does nothing: the end of a generator is no fault and needs no trace. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
