package dev.fermata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Several exceptions at once: what a {@link TaskGroup} throws. They are its suppressed exceptions, too, so that its stack trace
 * shows them.
 *
 * @see <a href="https://docs.python.org/3/library/exceptions.html#exception-groups">Python: exception groups</a>
 */
public final class ExceptionGroup extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a list of the JDK
    private final List<Throwable> exceptions;

    /**
     * Makes a group.
     *
     * @param message what they have in common
     * @param exceptions at least one
     * @throws IllegalArgumentException if there is none
     */
    public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
        super(message + " (" + exceptions.size() + (exceptions.size() == 1 ? " exception)" : " exceptions)"));
        if (exceptions.isEmpty()) {
            throw new IllegalArgumentException("a group needs an exception");
        }
        this.exceptions = List.copyOf(exceptions);
        this.exceptions.forEach(this::addSuppressed);
    }

    /**
     * The exceptions.
     *
     * @return at least one, in the order in which they came
     */
    public List<Throwable> exceptions() {
        return exceptions;
    }

    /**
     * The part of this group that satisfies a condition; groups in it are searched, too.
     *
     * @param condition asked of exceptions that are no groups, in their order
     * @return a group with the same nesting; empty if there is none
     * @see <a href="https://docs.python.org/3/library/exceptions.html#BaseExceptionGroup.subgroup">Python:
     *     BaseExceptionGroup.subgroup</a>
     */
    public Optional<ExceptionGroup> subgroup(Predicate<? super Throwable> condition) {
        List<Throwable> found = new ArrayList<>();
        for (Throwable exception : exceptions) {
            if (exception instanceof ExceptionGroup group) {
                group.subgroup(condition).ifPresent(found::add);
            } else if (condition.test(exception)) {
                found.add(exception);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(part(found));
    }

    /**
     * The exceptions of a class, out of this group and groups in it.
     *
     * @param type of the exceptions
     * @param <E> their type
     * @return a list, possibly empty
     */
    public <E extends Throwable> List<E> exceptions(Class<E> type) {
        List<E> found = new ArrayList<>();
        for (Throwable exception : exceptions) {
            if (type.isInstance(exception)) {
                found.add(type.cast(exception));
            } else if (exception instanceof ExceptionGroup group) {
                found.addAll(group.exceptions(type));
            }
        }
        return found;
    }

    private ExceptionGroup part(List<Throwable> found) {
        String message = String.valueOf(getMessage());
        ExceptionGroup part = new ExceptionGroup(message.substring(0, message.lastIndexOf(" (")), found);
        part.setStackTrace(getStackTrace());
        return part;
    }
}
