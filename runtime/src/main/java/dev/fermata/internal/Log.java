package dev.fermata.internal;

/** The library's logger. In a class of its own, as finding it takes the JDK longer than all else that a small program does. */
public final class Log {
    /** For what no exception handler is there. */
    public static final System.Logger LOGGER = System.getLogger("dev.fermata");

    private Log() {}
}
