package dev.fermata.woven;

import dev.fermata.GeneratorExit;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a generator that may delegate to others, by {@code yieldFrom} or by returning one.
 *
 * <p>Generators that delegate form a chain: each knows its {@link #delegate}, and that one knows its {@link #parent}. The
 * one that the consumer holds is the root; it resumes the innermost one directly and climbs from it in a loop, so neither
 * the cost of an item nor the stack depends on the depth.
 *
 * <p>The root remembers its innermost generator. Anybody may also resume a generator in the middle of a chain, which
 * changes what is below it; so whoever does, makes those above forget. A generator that already has a parent, or is
 * executing, is not linked a second time but reached through a {@link Relay}.
 *
 * @param <Y> the type of the values that are handed out
 * @param <S> the type of the values that are sent
 * @param <R> the type of the value at the end
 */
public abstract class DelegatingFrame<
                Y extends @Nullable Object, S extends @Nullable Object, R extends @Nullable Object>
        extends GeneratorFrame<Y, S, R> {

    /** What this generator delegates to; null for nothing. Guard: whoever uses the generator. */
    private @Nullable GeneratorFrame<?, ?, ?> delegate;

    /** The innermost generator as of the last item; null for unknown. Guard: whoever uses the generator. */
    private @Nullable GeneratorFrame<?, ?, ?> innermost;

    /** Whether a call of this generator's methods is under way. Guard: whoever uses the generator. */
    private boolean driving;

    /** For the woven subclasses. */
    protected DelegatingFrame() {}

    /**
     * Suspends the body to delegate.
     *
     * @param inner a generator, or something iterable
     * @param at the label at which the body goes on when {@code inner} has ended
     * @return what the body returns from {@link #step}
     */
    public final Object delegate(Object inner, int at) {
        GeneratorFrame<?, ?, ?> next = Relay.frameOf(inner);
        if (next instanceof DelegatingFrame<?, ?, ?> root) {
            root.innermost = null;
        }
        label = at;
        link(next);
        return DELEGATED;
    }

    /**
     * Ends the body with a generator that it returned: its items come next, and its value is the value.
     *
     * @param last a generator; null for an end without a value
     * @return what the body returns from {@link #step}
     */
    public final Object tail(@Nullable Object last) {
        if (last == null) {
            return returned(null);
        }
        if (last instanceof Returned<?, ?, ?> done && done.label == CREATED) {
            return returned(done.value());
        }
        clear();
        return delegate(last, TAIL);
    }

    @Override
    final @Nullable Object resume(@Nullable Object value, @Nullable Throwable exception) {
        enter();
        try {
            return drive(innermost(), value, exception);
        } finally {
            driving = false;
        }
    }

    private void enter() {
        if (isExecuting()) {
            throw executing();
        }
        for (DelegatingFrame<?, ?, ?> above = parent; above != null; above = above.parent) {
            above.innermost = null;
        }
        driving = true;
    }

    /** Resumes {@code at}, and goes up and down the chain until somebody yields or this generator ends. */
    private @Nullable Object drive(GeneratorFrame<?, ?, ?> at, @Nullable Object value, @Nullable Throwable exception) {
        boolean shown = false;
        while (true) {
            boolean ended = at.label < RUNNING;
            Object item;
            try {
                item = at.step(value, exception);
            } catch (Throwable thrown) {
                if (!shown) {
                    Traces.showDelegating(thrown, at.parent);
                    shown = true;
                }
                if (at == this) {
                    innermost = null;
                    throw thrown;
                }
                at = climb(at);
                value = null;
                exception = thrown;
                continue;
            }
            exception = null;
            if (item == DELEGATED) {
                at = descend((DelegatingFrame<?, ?, ?>) at);
                value = null;
            } else if (item != END) {
                innermost = parent == null ? at : null;
                return item;
            } else if (at == this) {
                innermost = null;
                return END;
            } else {
                value = ended ? null : at.result;
                at = climb(at);
            }
        }
    }

    private void link(GeneratorFrame<?, ?, ?> below) {
        delegate = below;
        below.parent = this;
    }

    /** Unlinks {@code below} from the generator that delegates to it, which is next. */
    private static DelegatingFrame<?, ?, ?> climb(GeneratorFrame<?, ?, ?> below) {
        DelegatingFrame<?, ?, ?> above = below.parent;
        assert above != null : "only the root has no parent, and it ends the climb";
        below.parent = null;
        above.delegate = null;
        return above;
    }

    /** Goes to the innermost generator below {@code from}, which has just begun to delegate. */
    private GeneratorFrame<?, ?, ?> descend(DelegatingFrame<?, ?, ?> from) {
        GeneratorFrame<?, ?, ?> next = from.delegate;
        DelegatingFrame<?, ?, ?> above = from.parent;
        assert next != null : "it has just begun to delegate";
        if (from.label == TAIL && from != this && above != null) {
            // The body of this one is over: who waits for it may as well wait for what it returned. So a chain of
            // generators that each return the next one takes constant memory.
            above.link(next);
            from.parent = null;
        }
        return bottom(next);
    }

    private GeneratorFrame<?, ?, ?> innermost() {
        GeneratorFrame<?, ?, ?> known = innermost;
        // One that has ended meanwhile was resumed by somebody else, and does not tell where to go on.
        return bottom(known != null && known.label > CREATED ? known : this);
    }

    private static GeneratorFrame<?, ?, ?> bottom(GeneratorFrame<?, ?, ?> from) {
        GeneratorFrame<?, ?, ?> at = from;
        while (at instanceof DelegatingFrame<?, ?, ?> above && above.delegate != null) {
            GeneratorFrame<?, ?, ?> below = above.delegate;
            if (below.parent != above) {
                above.link(Relay.to(below));
            } else if (below.isActive()) {
                below.parent = null;
                above.link(Relay.to(below));
            }
            at = above.delegate;
        }
        return at;
    }

    @Override
    final Throwable closeDelegate(Throwable exception) {
        if (!(exception instanceof GeneratorExit) || delegate == null) {
            return exception;
        }
        enter();
        try {
            // Each generator gets an exit signal of its own; this one gets the given one.
            Throwable pending = new GeneratorExit();
            GeneratorFrame<?, ?, ?> at = innermost();
            innermost = null;
            while (at != this) {
                DelegatingFrame<?, ?, ?> above = climb(at);
                Throwable thrown = at.exit(pending);
                pending = thrown != null ? thrown : above == this ? exception : new GeneratorExit();
                at = above;
            }
            return pending;
        } finally {
            driving = false;
        }
    }

    @Override
    final boolean isExecuting() {
        for (DelegatingFrame<?, ?, ?> at = this; at != null; at = at.parent) {
            if (at.driving) {
                return true;
            }
        }
        return label == RUNNING;
    }

    @Override
    final boolean isActive() {
        return driving || label == RUNNING;
    }
}
