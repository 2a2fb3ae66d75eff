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
 * <p>A program is a public static method without parameters that returns a generator, or something of another {@link Form}.
 * All its scripts run in one class loader, in the same order on both sides.
 */
public final class Comparison {
    private static final int MOST_ITEMS = 40;
    private static final int BRIEF_ITEMS = 25;

    private final TargetLoader plain;
    private final TargetLoader woven;
    private final Weaving weaving;
    private final Map<String, byte[]> classFiles;
    private final Form form;
    private final boolean brief;

    /**
     * Prepares; loads nothing.
     *
     * @param classFiles as a compiler has written them, by binary name
     * @param weaving what makes the other side
     */
    public Comparison(Map<String, byte[]> classFiles, Weaving weaving) {
        this(classFiles, weaving, Form.GENERATOR, false);
    }

    private Comparison(Map<String, byte[]> classFiles, Weaving weaving, Form form, boolean brief) {
        this.form = form;
        this.brief = brief;
        this.classFiles = classFiles;
        this.weaving = weaving;
        plain = new TargetLoader(classFiles, PlainClass::of);
        woven = new TargetLoader(classFiles, weaving::weave);
    }

    /** A comparison of programs that are not generators, or are {@linkplain Conversion converted} to what they are. */
    public static Comparison of(Form form, Map<String, byte[]> classFiles) {
        return new Comparison(Conversion.to(form, classFiles), Weaving.alone(), form, false);
    }

    /** A comparison that plays fewer scripts, for many programs. */
    public static Comparison brief(Form form, Map<String, byte[]> classFiles) {
        return new Comparison(Conversion.to(form, classFiles), Weaving.alone(), form, true);
    }

    /**
     * Runs all programs of a class.
     *
     * @param className the binary name of a top-level class; the classes nested in it are checked with it
     * @return a text for each class that cannot be woven or does not verify; if there is none, one for each program that
     *     behaves differently
     * @throws VerifyError if what the compiler has written does not verify
     */
    public List<String> differences(String className) {
        var differences = new ArrayList<String>();
        List<String> programs = Programs.of(plain, className);
        for (String name : classFiles.keySet()) {
            if (name.equals(className) || name.startsWith(className + "$")) {
                verify(name).ifPresent(differences::add);
            }
        }
        if (differences.isEmpty()) {
            for (String program : programs) {
                difference(className, program).ifPresent(differences::add);
            }
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
        int mostItems = brief ? BRIEF_ITEMS : MOST_ITEMS;
        var scripts = new ArrayList<>(Script.whole(form, brief));
        for (int i = 0; i < scripts.size(); i++) {
            Script script = scripts.get(i);
            List<String> expected = Player.play(plainProgram, script, mostItems);
            Optional<String> difference = Difference.between(expected, Player.play(wovenProgram, script, mostItems));
            if (difference.isPresent()) {
                return Optional.of(className + "." + program + "(), a " + form + ", script: " + script + "\n"
                        + difference.get() + weaving.diagnostics(classFiles.get(className)));
            }
            if (i == 0) {
                int suspensions = suspensions(expected);
                scripts.addAll(brief ? Script.specialInBrief(suspensions) : Script.special(suspensions));
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
