package dev.fermata.weaver.harness;

/** What a program under test may call: it writes lines into the transcript of the run that it belongs to. */
public final class Log {
    private Log() {}

    /** Writes a line. */
    public static void say(Object line) {
        Session.current().write("  " + Rendering.of(line));
    }

    /** Writes a value and returns it: the order of evaluation becomes visible. */
    public static <T> T tap(T value) {
        say(value);
        return value;
    }

    /** As {@link #tap(Object)}, without a box. */
    public static int tap(int value) {
        say(value);
        return value;
    }

    /** As {@link #tap(Object)}, without a box. */
    public static long tap(long value) {
        say(value);
        return value;
    }

    /** As {@link #tap(Object)}, without a box. */
    public static double tap(double value) {
        say(value);
        return value;
    }

    /** As {@link #tap(Object)}, without a box. */
    public static boolean tap(boolean value) {
        say(value);
        return value;
    }

    /** Writes a line and throws, for places where only an exception is wanted. */
    public static int fail(String message) {
        say("failing: " + message);
        throw new IllegalArgumentException(message);
    }

    /**
     * Ends a loop that goes on for too long.
     *
     * @throws OutOfFuel when the run has called it too often
     */
    public static void burn() {
        Session.current().burn();
    }

    /** The end of a loop that would not end. */
    public static final class OutOfFuel extends Error {
        private static final long serialVersionUID = 1L;

        OutOfFuel() {
            super("out of fuel");
        }
    }
}
