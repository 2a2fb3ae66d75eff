package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Classes;
import dev.fermata.weaver.harness.Comparison;
import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.Conversion;
import dev.fermata.weaver.harness.Form;
import dev.fermata.weaver.random.RandomProgram;
import dev.fermata.weaver.random.Shrinker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random programs behave woven as they do plain.
 *
 * <p>The seeds follow one another from {@code -Dfermata.random.seed}; there are {@code -Dfermata.random.bodies} of them. The
 * programs of half as many other seeds are {@linkplain Conversion converted} to coroutines, asynchronous generators and
 * methods that return futures. A failure prints the seed and the program, made smaller.
 */
class RandomProgramsTest {
    private static final int BODIES = Integer.getInteger("fermata.random.bodies", 2_000);
    private static final int AWAITING_BODIES = BODIES / 2;
    private static final long FIRST_SEED = Long.getLong("fermata.random.seed", 1L);
    private static final long FIRST_AWAITING_SEED = FIRST_SEED + 1_000_000_000L;
    private static final int UNIT = 100;
    private static final int SHRINKING_TRIES = 500;

    /** Seeds that have failed once; what was wrong is in the targets of the package {@code found}. */
    private static final List<Long> FOUND = List.of(386L, 664L, 1429L, 1580L, 1734L);

    @ParameterizedTest(name = "{2} seeds from {1} by {0}")
    @MethodSource
    void random_programs_run_woven_as_they_run_plain(Compiler compiler, long firstSeed, int count) {
        check(Form.GENERATOR, compiler, seeds(firstSeed, count));
    }

    private static List<Long> seeds(long first, int count) {
        return LongStream.range(first, first + count).boxed().toList();
    }

    /** Most by javac, some by ECJ and some without debug information. */
    static Stream<Arguments> random_programs_run_woven_as_they_run_plain() {
        List<Compiler> compilers = compilers();
        return IntStream.range(0, (BODIES + UNIT - 1) / UNIT)
                .mapToObj(unit -> Arguments.of(
                        compilers.get(unit % compilers.size()),
                        FIRST_SEED + (long) unit * UNIT,
                        Math.min(UNIT, BODIES - unit * UNIT)));
    }

    private static List<Compiler> compilers() {
        return List.of(
                Compiler.javac(17, "-g"),
                Compiler.javac(17, "-g"),
                Compiler.javac(17, "-g:none"),
                Compiler.ecj(17, "-g"));
    }

    @ParameterizedTest(name = "{3} seeds from {2} as {0} by {1}")
    @MethodSource
    void random_programs_that_await_run_woven_as_they_run_plain(
            Form form, Compiler compiler, long firstSeed, int count) {
        check(form, compiler, seeds(firstSeed, count));
    }

    /** Each form by each compiler, in turn. */
    static Stream<Arguments> random_programs_that_await_run_woven_as_they_run_plain() {
        List<Compiler> compilers = compilers();
        List<Form> forms = List.of(Form.COROUTINE, Form.ASYNC_GENERATOR, Form.FUTURE);
        return IntStream.range(0, (AWAITING_BODIES + UNIT - 1) / UNIT)
                .mapToObj(unit -> Arguments.of(
                        forms.get(unit % forms.size()),
                        compilers.get(unit % compilers.size()),
                        FIRST_AWAITING_SEED + (long) unit * UNIT,
                        Math.min(UNIT, AWAITING_BODIES - unit * UNIT)));
    }

    @Test
    void seeds_that_have_failed_before_do_not_fail_again() {
        for (Compiler compiler :
                List.of(Compiler.javac(17, "-g"), Compiler.javac(17, "-g:none"), Compiler.ecj(17, "-g"))) {
            check(Form.GENERATOR, compiler, FOUND);
        }
    }

    private static void check(Form form, Compiler compiler, List<Long> seeds) {
        Map<String, RandomProgram> programs = seeds.stream()
                .map(RandomProgram::of)
                .collect(Collectors.toMap(RandomProgram::name, program -> program));
        if (programs.isEmpty()) {
            return;
        }
        Map<String, byte[]> classFiles = compile(compiler, programs);
        for (RandomProgram program : programs.values()) {
            if (classFiles.containsKey(program.name())
                    && !difference(form, classFiles, program).isEmpty()) {
                assertThat(report(form, compiler, program)).isEmpty();
            }
        }
    }

    /** Compiles all at once; if that makes the compiler crash, one by one without those that do so. */
    private static Map<String, byte[]> compile(Compiler compiler, Map<String, RandomProgram> programs) {
        try {
            return compiler.compile(
                    programs.values().stream().collect(Collectors.toMap(RandomProgram::name, RandomProgram::source)));
        } catch (Compiler.Crash crash) {
            var classFiles = new HashMap<String, byte[]>();
            if (programs.size() > 1) {
                programs.forEach((name, program) -> classFiles.putAll(compile(compiler, Map.of(name, program))));
            }
            return classFiles;
        }
    }

    private static String difference(Form form, Map<String, byte[]> classFiles, RandomProgram program) {
        try {
            Map<String, byte[]> alone = new HashMap<>(classFiles);
            alone.keySet().removeIf(name -> !name.equals(program.name()) && !name.startsWith(program.name() + "$"));
            return String.join("\n", Comparison.brief(form, alone).differences(program.name()));
        } catch (RuntimeException | VerifyError | ClassFormatError broken) {
            if (Classes.verify(classFiles, program.name())) {
                throw broken;
            }
            return ""; // both compilers write broken code for some nested switch expressions
        }
    }

    private static String report(Form form, Compiler compiler, RandomProgram program) {
        RandomProgram smallest = new Shrinker(
                        smaller -> !differenceAlone(form, compiler, smaller).isEmpty(), SHRINKING_TRIES)
                .shrink(program);
        return "seed " + program.seed() + " as " + form + " by " + compiler + ":\n" + smallest.source()
                + differenceAlone(form, compiler, smallest);
    }

    private static String differenceAlone(Form form, Compiler compiler, RandomProgram program) {
        try {
            Map<String, byte[]> classFiles = compile(compiler, Map.of(program.name(), program));
            return classFiles.isEmpty() ? "" : difference(form, classFiles, program);
        } catch (AssertionError doesNotCompile) {
            return "";
        }
    }
}
