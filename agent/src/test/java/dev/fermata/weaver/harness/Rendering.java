package dev.fermata.weaver.harness;

import dev.fermata.AsyncGenerator;
import dev.fermata.Awaitable;
import dev.fermata.Generator;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Turns values and exceptions into text that is the same in every run. */
final class Rendering {
    /** The method and the place in the runtime's messages, which a stand-in does not know. */
    private static final Pattern WHERE = Pattern.compile("(generator |coroutine |end with )(\\S+(?: \\([^)]*\\)\\]?)?)"
            + "( is already executing| ignored GeneratorExit| raised StopIteration| has no result|: no yield waits"
            + "| is already running| raised Stop|: call the method again|: return done)");

    /** The JVM's own text for a null names local variables by slot, and methods that are not the program's. */
    private static final Pattern NULL = Pattern.compile("Cannot (?:invoke|read|load|store|assign|enter|throw) .*");

    /** What {@code Object.toString} shows. */
    private static final Pattern HASH = Pattern.compile("@[0-9a-f]+\\b");

    private static final int DEEPEST = 5;

    private Rendering() {}

    static String of(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Throwable thrown) {
            return exception(thrown, 0);
        }
        if (value instanceof Generator<?, ?, ?>) {
            return "a generator";
        }
        if (value instanceof AsyncGenerator<?, ?>) {
            return "an asynchronous generator";
        }
        if (value instanceof Awaitable<?>) {
            return "something to await";
        }
        if (value instanceof CompletableFuture<?>) {
            return "a future";
        }
        if (value.getClass().isArray()) {
            return array(value);
        }
        if (value instanceof String text) {
            return HASH.matcher(NULL.matcher(text).replaceAll("(a null)")).replaceAll("@");
        }
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return value.toString();
        }
        return isPlain(value) ? value + suffix(value) : value.getClass().getSimpleName();
    }

    /** Tells an {@code Integer} from a {@code Long} from a {@code Character}. */
    private static String suffix(Object value) {
        return value instanceof Integer || value instanceof CharSequence || value instanceof Boolean
                ? ""
                : " (" + value.getClass().getSimpleName() + ")";
    }

    private static boolean isPlain(Object value) {
        try {
            return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String array(Object array) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < Array.getLength(array); i++) {
            parts.add(of(Array.get(array, i)));
        }
        return array.getClass().getComponentType().getSimpleName() + parts;
    }

    private static String exception(Throwable thrown, int depth) {
        if (depth > DEEPEST) {
            return "...";
        }
        var text = new StringBuilder(thrown.getClass().getName());
        String message = message(thrown);
        if (message != null) {
            text.append(": ").append(message);
        }
        if (thrown.getCause() != null) {
            text.append(" {caused by ")
                    .append(exception(thrown.getCause(), depth + 1))
                    .append('}');
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            text.append(" {suppressed ")
                    .append(exception(suppressed, depth + 1))
                    .append('}');
        }
        return text.toString();
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null) {
            return null;
        }
        if (thrown instanceof ClassCastException) {
            return message.replaceAll(" \\(.*", ""); // modules and loaders
        }
        String text = NULL.matcher(message).replaceAll("(a null)");
        return WHERE.matcher(HASH.matcher(text).replaceAll("@")).replaceAll("$1?$3");
    }
}
