package dev.fermata;

import dev.fermata.internal.Bindings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The values of all context variables, for one strand of a program.
 *
 * <p>Every task and every callback runs in a context of its own: a copy of what was current where it was created. So what it
 * sets is seen by what it creates, and by nobody else. Copying costs the same however many variables there are.
 *
 * <p>A context is used by one thread at a time.
 *
 * @see <a href="https://docs.python.org/3/library/contextvars.html#contextvars.Context">Python: contextvars.Context</a>
 */
public final class Context {
    private Bindings bindings;
    private boolean entered;

    /** Makes an empty context. */
    public Context() {
        this(Bindings.EMPTY);
    }

    private Context(Bindings bindings) {
        this.bindings = bindings;
    }

    /**
     * Copies the current context.
     *
     * @return a new context, with the values that variables have now on this thread
     */
    public static Context copyContext() {
        Context current = Strand.current().context;
        return current == null ? new Context() : current.copy();
    }

    /**
     * Copies this context.
     *
     * @return a new context with the same values
     */
    public Context copy() {
        return new Context(bindings);
    }

    /**
     * Calls {@code callable} in this context: it sees the values in it, and what it sets stays in it.
     *
     * @param callable called at once, on this thread
     * @param <T> the type of its value
     * @return its value
     * @throws Exception whatever it throws
     * @throws IllegalStateException if this context is entered already
     */
    public <T extends @Nullable Object> T run(Callable<T> callable) throws Exception {
        Strand strand = Strand.current();
        if (entered || strand.context == this) {
            throw new IllegalStateException(
                    "cannot enter context: " + this + " is already entered. Run in a copy of it.");
        }
        Context outer = strand.context;
        entered = true;
        strand.context = this;
        try {
            return callable.call();
        } finally {
            strand.context = outer;
            entered = false;
        }
    }

    boolean isEmpty() {
        return bindings.size() == 0;
    }

    @Nullable
    Object get(ContextVar<?> variable) {
        return bindings.get(variable);
    }

    void set(ContextVar<?> variable, @Nullable Object value) {
        bindings = value == Bindings.UNSET ? bindings.without(variable) : bindings.with(variable, value);
    }

    /** The variables that have a value, and the values. */
    @Override
    public String toString() {
        return "Context" + bindings;
    }
}
