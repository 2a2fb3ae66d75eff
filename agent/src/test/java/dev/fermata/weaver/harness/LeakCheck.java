package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Looks into woven generators while they are suspended.
 *
 * <p>The programs say themselves what their frame must hold: each item that they yield is the list of the names of the
 * {@link Tracked} objects that are still needed, in alphabetical order. What they are sent is a tracked object, too, with
 * the name {@code sent}. Before the start nothing may be held whose name begins with {@code unused}.
 */
public final class LeakCheck {
    private final TargetLoader woven;

    /** Prepares; loads nothing. */
    public LeakCheck(Map<String, byte[]> classFiles) {
        woven = new TargetLoader(classFiles, Weaving.alone()::weave);
    }

    /** What is wrong with the programs of a class. */
    public List<String> leaks(String className) {
        var leaks = new ArrayList<String>();
        for (String program : Programs.of(woven, className)) {
            for (int end = 0; end < 8; end++) {
                check(className, program, end, leaks);
            }
        }
        return leaks;
    }

    /** Runs one program and ends it after {@code end} items. */
    private void check(String className, String program, int end, List<String> leaks) {
        try (Session session = Session.open()) {
            var generator = Programs.<Object>start(woven, className, program);
            expectNoneUnused(generator, problem -> leaks.add(program + ": " + problem));
            var items = new ArrayList<String>();
            Object item = generator.nextOr(null);
            while (item != null && items.size() < end) {
                items.add((String) item);
                String held = Holdings.of(generator);
                if (!held.equals(item)) {
                    leaks.add(program + " should hold [" + item + "] and holds [" + held + "], items so far: " + items);
                    return;
                }
                item = generator.sendOr(new Tracked("sent"), null);
            }
            end(generator, end);
            if (!Holdings.of(generator).isEmpty()) {
                leaks.add(program + " holds [" + Holdings.of(generator) + "] after its end; " + session.lines());
            }
        }
    }

    private static void expectNoneUnused(Generator<?, ?, ?> generator, Consumer<String> problems) {
        if (Holdings.of(generator).contains("unused")) {
            problems.accept("holds [" + Holdings.of(generator) + "] before its start");
        }
    }

    /** Ends it in one of two ways, however it resists. */
    private static void end(Generator<?, ?, ?> generator, int how) {
        while (generator.state() != Generator.State.CLOSED) {
            try {
                if (how % 2 == 0) {
                    generator.throw_(new IllegalStateException("the end"));
                } else {
                    generator.close();
                }
            } catch (RuntimeException expected) {
                // it has ended, or it yields in a finally block
            }
        }
    }
}
