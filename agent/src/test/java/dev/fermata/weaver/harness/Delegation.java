package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import dev.fermata.GeneratorExit;
import dev.fermata.StopIteration;
import java.util.Iterator;

/**
 * {@code yieldFrom} as a loop around {@code yield}.
 *
 * @see <a href="https://peps.python.org/pep-0380/#formal-semantics">PEP 380: formal semantics</a>
 */
final class Delegation {
    private Delegation() {}

    static Object to(Iterable<?> items) {
        if (items instanceof Generator<?, ?, ?> inner) {
            return to(inner);
        }
        Iterator<?> rest = items.iterator();
        while (rest.hasNext()) {
            Object sent = handOut(rest.next(), rest);
            if (sent != null) {
                throw new UnsupportedOperationException("cannot send " + sent + " to the items of an Iterable, which "
                        + "the generator yields from: only a generator takes values");
            }
        }
        return null;
    }

    private static Object handOut(Object item, Iterator<?> from) {
        try {
            return StandIn.handOut(item);
        } catch (GeneratorExit exit) {
            if (from instanceof AutoCloseable resource) {
                close(resource);
            }
            throw exit;
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception thrown) {
            throw Sneaky.rethrow(thrown);
        }
    }

    @SuppressWarnings("unchecked") // what is sent is not checked before the body's own cast
    static Object to(Generator<?, ?, ?> generator) {
        var inner = (Generator<Object, Object, Object>) generator;
        try {
            Object item = inner.next();
            while (true) {
                item = pass(item, inner);
            }
        } catch (StopIteration end) {
            return end.value();
        }
    }

    /** Hands {@code item} out, and what comes back in. */
    private static Object pass(Object item, Generator<Object, Object, Object> inner) {
        Object sent;
        try {
            sent = StandIn.handOut(item);
        } catch (GeneratorExit exit) {
            inner.close();
            throw exit;
        } catch (Throwable thrown) {
            return inner.throw_(thrown);
        }
        return inner.send(sent);
    }
}
