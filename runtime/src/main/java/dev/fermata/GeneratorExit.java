package dev.fermata;

/**
 * What {@link Generator#close()} throws at the {@code yield} where the generator is suspended, so that its
 * {@code finally} blocks run.
 *
 * <p>It is an {@link Error} so that {@code catch (Exception e)} in the body does not catch it. It has no stack trace.
 *
 * @see <a href="https://docs.python.org/3/library/exceptions.html#GeneratorExit">Python: GeneratorExit</a>
 */
public final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1L;

    /** Makes the signal. */
    public GeneratorExit() {
        super("the generator is being closed", null, true, false);
    }
}
