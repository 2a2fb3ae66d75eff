package dev.fermata.weaver.harness;

/** Throws an exception as it is, also where the compiler does not expect a checked one. */
final class Sneaky {
    private Sneaky() {}

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T extends Throwable> RuntimeException rethrow(Throwable exception) throws T {
        throw (T) exception;
    }
}
