package dev.fermata.internal;

/** Throws an exception as it is, also where the compiler does not expect a checked one. */
public final class Sneaky {
    private Sneaky() {}

    /**
     * Throws.
     *
     * @param exception what to throw
     * @param <T> anything: inferred as unchecked
     * @return never; the type is for writing {@code throw} before the call
     * @throws T always
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <T extends Throwable> RuntimeException rethrow(Throwable exception) throws T {
        throw (T) exception;
    }
}
