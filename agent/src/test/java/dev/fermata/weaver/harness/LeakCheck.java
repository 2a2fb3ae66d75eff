package dev.fermata.weaver.harness;

import dev.fermata.CancelledError;
import dev.fermata.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks into woven programs while they are suspended.
 *
 * <p>The programs say themselves what must be held: each item that they yield or await is the list of the names of the
 * {@link Tracked} objects that are still needed, as {@link Holdings} finds them. What they are sent, or what is awaited, is a
 * tracked object, too, with the name {@code sent}. Before the start nothing may be held whose name begins with {@code unused},
 * and at the end nothing at all.
 */
public final class LeakCheck {
    private static final int MOST_ITEMS = 8;

    private final TargetLoader woven;

    /** What is looked into. */
    interface Suspended {
        /** Goes on with what was sent or awaited, or with what that throws; returns the next item, null at the end. */
        Object resume(Object value, Throwable exception);

        boolean isOver();

        /** What is held, while it is suspended or over. */
        String holdings();
    }

    /** A generator. */
    private record Yielding(Generator<Object, Object, ?> generator) implements Suspended {
        @Override
        public Object resume(Object value, Throwable exception) {
            return exception != null ? generator.throw_(exception) : generator.sendOr(value, null);
        }

        @Override
        public boolean isOver() {
            return generator.state() == Generator.State.CLOSED;
        }

        @Override
        public String holdings() {
            return Holdings.of(generator);
        }
    }

    /**
     * Prepares; loads nothing.
     *
     * @param form what the programs are {@linkplain Conversion converted} to
     */
    public LeakCheck(Form form, Map<String, byte[]> classFiles) {
        woven = new TargetLoader(Conversion.to(form, classFiles), Weaving.alone()::weave);
    }

    /** What is wrong with the programs of a class. */
    public List<String> leaks(String className) {
        var leaks = new ArrayList<String>();
        for (String program : Programs.of(woven, className)) {
            for (int end = 0; end < MOST_ITEMS; end++) {
                String leak = leak(className, program, end);
                if (leak != null) {
                    leaks.add(program + " " + leak);
                }
            }
        }
        return leaks;
    }

    /** Runs one program and ends it after {@code end} items. */
    private String leak(String className, String program, int end) {
        try (Session session = Session.open()) {
            Suspended run = start(session, Programs.call(woven, className, program));
            if (run.holdings().contains("unused")) {
                return "holds [" + run.holdings() + "] before its start";
            }
            var items = new ArrayList<Object>();
            Object item = resume(run, null);
            while (!run.isOver() && items.size() < end) {
                items.add(item);
                if (!run.holdings().equals(sorted((String) item))) {
                    return "should hold [" + item + "] and holds [" + run.holdings() + "], items so far: " + items;
                }
                item = resume(run, new Tracked("sent"));
            }
            end(run, end);
            return run.holdings().isEmpty() ? null : "holds [" + run.holdings() + "] after its end; " + session.lines();
        }
    }

    @SuppressWarnings("unchecked") // what is sent to a body is not checked before the body's own cast
    private static Suspended start(Session session, Object made) {
        return made instanceof Generator<?, ?, ?> generator
                ? new Yielding((Generator<Object, Object, ?>) generator)
                : new Awaiting(session, made);
    }

    private static String sorted(String names) {
        return Stream.of(names.split(" "))
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Object resume(Suspended run, Object value) {
        try {
            return run.resume(value, null);
        } catch (Tracked failed) {
            return null; // the program is over
        }
    }

    /** Ends it in one of two ways, however it resists. */
    private static void end(Suspended run, int how) {
        while (!run.isOver()) {
            try {
                run.resume(null, how % 2 == 0 ? new IllegalStateException("the end") : new CancelledError());
            } catch (IllegalStateException | CancelledError | Tracked expected) {
                // it has ended, or it suspends in a finally block
            }
        }
    }
}
