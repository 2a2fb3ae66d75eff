package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fermata.weaver.harness.Comparison;
import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.Conversion;
import dev.fermata.weaver.harness.Form;
import dev.fermata.weaver.harness.Targets;
import dev.fermata.weaver.harness.Weaving;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each class of {@code src/test/targets} has the same transcripts woven as plain, whoever compiled it.
 *
 * <p>A class holds one construct or a few close ones, and a program for each way of using it.
 */
class TargetsTest {
    /** The classes that are written with {@code await}; the others are converted. */
    private static final String AWAITS = "awaits.";

    private static final int THIS = Runtime.version().feature();
    private static final List<Compiler> COMPILERS = compilers();

    @ParameterizedTest(name = "{1} by {0}")
    @MethodSource
    void a_class_runs_woven_as_it_runs_plain(Compiler compiler, String name, String[] folders) {
        var comparison = new Comparison(Targets.compiledBy(compiler, folders), Weaving.alone());

        assertThat(String.join("\n", comparison.differences(name))).isEmpty();
    }

    static Stream<Arguments> a_class_runs_woven_as_it_runs_plain() {
        var arguments = new ArrayList<Arguments>();
        for (Compiler compiler : COMPILERS) {
            String[] folders = foldersFor(compiler);
            for (String folder : folders) {
                Targets.names(folder).stream()
                        .filter(name -> !name.startsWith(AWAITS))
                        .forEach(name -> arguments.add(Arguments.of(compiler, name, folders)));
            }
        }
        return arguments.stream();
    }

    @ParameterizedTest(name = "{2} as {0} by {1}")
    @MethodSource
    void a_class_runs_woven_as_it_runs_plain_when_it_awaits(
            Form form, Compiler compiler, String name, String[] folders) {
        Map<String, byte[]> classFiles = Targets.compiledBy(compiler, folders);
        boolean thoroughly = form == Form.COROUTINE && compiler == COMPILERS.get(0);
        Comparison comparison = thoroughly ? Comparison.of(form, classFiles) : Comparison.brief(form, classFiles);

        assertThat(String.join("\n", comparison.differences(name))).isEmpty();
    }

    static Stream<Arguments> a_class_runs_woven_as_it_runs_plain_when_it_awaits() {
        var arguments = new ArrayList<Arguments>();
        for (Compiler compiler : COMPILERS) {
            String[] folders = foldersFor(compiler);
            Map<String, byte[]> classFiles = Targets.compiledBy(compiler, folders);
            for (Form form : formsFor(compiler)) {
                Stream.of(folders)
                        .flatMap(folder -> Targets.names(folder).stream())
                        .filter(name -> Conversion.isPossible(classFiles, name))
                        .filter(name -> form == Form.COROUTINE || !name.startsWith(AWAITS))
                        .forEach(name -> arguments.add(Arguments.of(form, compiler, name, folders)));
            }
        }
        return arguments.stream();
    }

    /** What a compiler writes depends little on the form: all of them are taken for coroutines only. */
    private static List<Form> formsFor(Compiler compiler) {
        if (compiler == COMPILERS.get(0)) {
            return List.of(Form.COROUTINE, Form.ASYNC_GENERATOR, Form.FUTURE, Form.STAGE);
        }
        return compiler.isEcj() && compiler.release() == 17
                ? List.of(Form.COROUTINE, Form.ASYNC_GENERATOR)
                : List.of(Form.COROUTINE);
    }

    @Test
    void the_newest_javac_is_among_the_compilers() {
        Optional<Compiler> newest = Compiler.newestJavac(17, "-g");

        assumeTrue(THIS >= 25 || newest.isPresent(), "no JDK 25 is installed beside this one: its javac is not tested");
    }

    private static List<Compiler> compilers() {
        var compilers = new ArrayList<>(List.of(
                Compiler.javac(17, "-g"),
                Compiler.javac(17, "-g:none"),
                Compiler.javac(17, "-g", "-parameters"),
                Compiler.ecj(17, "-g"),
                Compiler.ecj(17, "-g:none", "-preserveAllLocals"),
                Compiler.javac(8, "-g"),
                Compiler.ecj(8, "-g:none")));
        Compiler.newestJavac(17, "-g").ifPresent(compilers::add);
        if (THIS >= 25) {
            compilers.add(Compiler.javac(25, "-g"));
            compilers.add(Compiler.javac(25, "-g:none"));
            compilers.add(Compiler.ecj(25, "-g"));
        }
        return compilers;
    }

    private static String[] foldersFor(Compiler compiler) {
        var folders = new ArrayList<String>();
        if (compiler.release() == 8) {
            folders.add("java8");
        } else {
            folders.add("java17");
        }
        if (compiler.release() >= 17 && !compiler.isEcj()) {
            folders.add("java17-javac");
        }
        if (compiler.release() >= 25) {
            folders.add("java25");
        }
        if (compiler.release() >= 25 && !compiler.isEcj()) {
            folders.add("java25-javac");
        }
        return folders.toArray(String[]::new);
    }
}
