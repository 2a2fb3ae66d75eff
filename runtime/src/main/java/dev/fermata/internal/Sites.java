package dev.fermata.internal;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/** Where the user's code has called the library. */
public final class Sites {
    private static final int DEPTH = 10;
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Sites() {}

    /**
     * Finds the calls that have led here.
     *
     * @return the innermost first: those of the user's code, and what is behind it
     */
    public static List<StackTraceElement> here() {
        return WALKER.walk(frames -> frames.dropWhile(Sites::isOurs)
                .limit(DEPTH)
                .map(StackFrame::toStackTraceElement)
                .toList());
    }

    private static boolean isOurs(StackFrame frame) {
        String name = frame.getClassName();
        int end = name.lastIndexOf('.');
        return end > 0
                && switch (name.substring(0, end)) {
                    case "dev.fermata", "dev.fermata.internal", "dev.fermata.woven", "dev.fermata.sync" -> true;
                    default -> name.contains("$$"); // a frame class
                };
    }

    /**
     * Writes calls as a stack trace does.
     *
     * @param calls the innermost first
     * @return a line for each, with a line break before
     */
    public static String lines(Iterable<StackTraceElement> calls) {
        StringBuilder text = new StringBuilder();
        calls.forEach(call -> text.append("\n    at ").append(call));
        return text.toString();
    }
}
