package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Runs programs plain and woven and looks for a difference.
 *
 * <p>A program is a public static method without parameters that returns a generator. All its scripts run in one class
 * loader, in the same order on both sides.
 */
public final class Comparison {
    private static final int MOST_ITEMS = 40;

    private final TargetLoader plain;
    private final TargetLoader woven;
    private final Weaving weaving;
    private final Map<String, byte[]> classFiles;

    /**
     * Prepares; loads nothing.
     *
     * @param classFiles as a compiler has written them, by binary name
     * @param weaving what makes the other side
     */
    public Comparison(Map<String, byte[]> classFiles, Weaving weaving) {
        this.classFiles = classFiles;
        this.weaving = weaving;
        plain = new TargetLoader(classFiles, PlainClass::of);
        woven = new TargetLoader(classFiles, weaving::weave);
    }

    /**
     * Runs all programs of a class.
     *
     * @param className the binary name of a top-level class; the classes nested in it are checked with it
     * @return a text for each program that behaves differently, and for each class that does not verify
     */
    public List<String> differences(String className) {
        var differences = new ArrayList<String>();
        for (String name : classFiles.keySet()) {
            if (name.equals(className) || name.startsWith(className + "$")) {
                verify(name).ifPresent(differences::add);
            }
        }
        for (String program : Programs.of(plain, className)) {
            difference(className, program).ifPresent(differences::add);
        }
        return differences;
    }

    private Optional<String> verify(String name) {
        try {
            return Verification.errors(woven.changed(name), woven);
        } catch (RuntimeException | Error failure) {
            return Optional.of(name + " cannot be woven or verified: " + stack(failure));
        }
    }

    private Optional<String> difference(String className, String program) {
        Callable<Generator<?, ?, ?>> plainProgram = () -> Programs.start(plain, className, program);
        Callable<Generator<?, ?, ?>> wovenProgram = () -> Programs.start(woven, className, program);
        var scripts = new ArrayList<>(Script.whole());
        for (int i = 0; i < scripts.size(); i++) {
            Script script = scripts.get(i);
            List<String> expected = Player.play(plainProgram, script, MOST_ITEMS);
            Optional<String> difference = Difference.between(expected, Player.play(wovenProgram, script, MOST_ITEMS));
            if (difference.isPresent()) {
                return Optional.of(className + "." + program + "(), script: " + script + "\n" + difference.get()
                        + weaving.diagnostics(classFiles.get(className)));
            }
            if (i == 0) {
                scripts.addAll(Script.special(suspensions(expected)));
            }
        }
        return Optional.empty();
    }

    private static String stack(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static int suspensions(List<String> transcript) {
        return (int)
                transcript.stream().filter(line -> line.startsWith("item: ")).count();
    }
}
