package dev.fermata.semantics;

import dev.fermata.EventLoop;
import dev.fermata.ExceptionContext;
import dev.fermata.testing.StalledException;
import dev.fermata.testing.TestLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program that {@code random_programs.py} has made, and what it has printed in CPython. */
record RandomProgram(String seed, String text, List<String> expected) {
    /** What is told to the exception handler in a turn that is certain. The rest depends on the garbage collector. */
    private static final List<String> HANDLED =
            List.of("Exception in callback", "unhandled exception during", "an error occurred during closing");

    /** Reads what {@code random_programs.py} has written. */
    static List<RandomProgram> readAll(BufferedReader lines) throws IOException {
        List<RandomProgram> all = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#")) {
                all.add(new RandomProgram(line, lines.readLine(), new ArrayList<>()));
            } else {
                all.get(all.size() - 1).expected.add(line);
            }
        }
        return all;
    }

    /** Runs it here, and says what is different; null if nothing is. */
    String difference() {
        List<String> trace = run();
        return trace.equals(expected)
                ? null
                : seed + " " + text + "\n  in Python " + String.join("\n            ", expected) + "\n  here      "
                        + String.join("\n            ", trace);
    }

    private List<String> run() {
        List<String> trace = new ArrayList<>();
        try (TestLoop test = TestLoop.create()) {
            EventLoop loop = test.loop();
            loop.setExceptionHandler((of, context) -> handled(of, context, trace));
            int value = test.run(ProgramInterpreter.main(parse(text), trace));
            trace.add("= " + value);
        } catch (StalledException e) {
            trace.add("! stalled");
        } catch (Throwable e) {
            trace.add("! " + ProgramScope.show(e));
        }
        return trace;
    }

    private static void handled(EventLoop loop, ExceptionContext context, List<String> trace) {
        for (String known : HANDLED) {
            if (context.message().startsWith(known)) {
                trace.add(loop.turns() + " handler " + known + " " + ProgramScope.show(context.exception()));
            }
        }
    }

    /** Reads a program: lists in parentheses, and words. */
    private static List<Object> parse(String text) {
        List<List<Object>> open = new ArrayList<>(List.of(new ArrayList<>()));
        for (String token : text.replace("(", " ( ").replace(")", " ) ").trim().split("\\s+")) {
            if (token.equals("(")) {
                open.add(new ArrayList<>());
            } else {
                Object node = token.equals(")") ? Collections.unmodifiableList(open.remove(open.size() - 1)) : token;
                open.get(open.size() - 1).add(node);
            }
        }
        return ProgramScope.list(open.get(0).get(0));
    }
}
