package dev.fermata.internal.worker;

import java.io.ObjectInputFilter;

/** Which classes may be read from a channel. */
public final class Filters {
    /** In place of a pattern: all classes but some that are dangerous. */
    public static final String STANDARD = "";

    /** What our own messages need, whatever the user says. */
    private static final String OURS = "dev.fermata.**;java.lang.invoke.SerializedLambda;java.lang.Throwable;"
            + "java.lang.Exception;java.lang.RuntimeException;java.lang.StackTraceElement;"
            + "java.util.Collections$EmptyList;java.util.ArrayList;";

    private Filters() {}

    /**
     * Makes a filter.
     *
     * @param pattern as {@link ObjectInputFilter.Config#createFilter} has it, or {@link #STANDARD}
     * @return the filter, which lets our own classes in as well
     * @throws IllegalArgumentException if the pattern is wrong
     */
    public static ObjectInputFilter of(String pattern) {
        return pattern.equals(STANDARD) ? new KnownGadgets() : ObjectInputFilter.Config.createFilter(OURS + pattern);
    }
}
