package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.weaver.harness.Classes;
import dev.fermata.weaver.harness.Comparison;
import dev.fermata.weaver.harness.Compiler;
import dev.fermata.weaver.harness.Targets;
import dev.fermata.weaver.harness.Weaving;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class files of other versions, with another tool's changes, and what reflection and serialisation see of them. */
class ClassFileTest {
    private static final int OLDEST = 52;
    private static final int NEWEST = 69;
    private static final int UNKNOWN = 99;

    private static final Compiler COMPILER = Compiler.javac(17, "-g");
    private static final Compiler OLD_COMPILER = Compiler.javac(8, "-g");

    private static final LoggerRuntime JACOCO = new LoggerRuntime();
    private static final RuntimeData COVERAGE = new RuntimeData();

    @BeforeAll
    static void startJacoco() throws Exception {
        JACOCO.startup(COVERAGE);
    }

    @AfterAll
    static void stopJacoco() {
        JACOCO.shutdown();
    }

    static Stream<String> java17() {
        return Targets.names("java17").stream();
    }

    @ParameterizedTest
    @MethodSource("java17")
    void a_class_with_probes_of_jacoco_is_woven(String name) {
        assertNoDifference(COMPILER, "java17", name, Weaving.after("JaCoCo", ClassFileTest::withProbes));
        assertThat(coverage())
                .anySatisfy((covered, probes) -> assertThat(covered).startsWith(name));
    }

    @ParameterizedTest
    @MethodSource("java17")
    void jacoco_puts_its_probes_into_a_woven_class(String name) {
        assertNoDifference(COMPILER, "java17", name, Weaving.before("JaCoCo", ClassFileTest::withProbes));
        assertThat(coverage())
                .anySatisfy((covered, probes) -> assertThat(covered).startsWith(name));
    }

    private static byte[] withProbes(byte[] classFile) {
        try {
            return new Instrumenter(JACOCO).instrument(classFile, "a target");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The number of probes that were passed, by binary name. */
    private static Map<String, Integer> coverage() {
        var store = new ExecutionDataStore();
        COVERAGE.collect(store, new SessionInfoStore(), true);
        var coverage = new TreeMap<String, Integer>();
        store.getContents().forEach(data -> coverage.put(data.getName().replace('/', '.'), data.getProbes().length));
        return coverage;
    }

    static IntStream versions() {
        return IntStream.concat(IntStream.rangeClosed(OLDEST, NEWEST), IntStream.of(UNKNOWN));
    }

    /** The code is that of Java 8, which all versions allow; those that this JVM does not know are set back to run. */
    @ParameterizedTest
    @MethodSource("versions")
    void a_class_file_of_any_version_is_woven(int version) {
        int running = 44 + Runtime.version().feature();
        UnaryOperator<byte[]> before = classFile -> withVersion(classFile, version);
        UnaryOperator<byte[]> after = classFile -> withVersion(classFile, Math.min(version, running));
        for (String name : Targets.names("java8")) {
            assertNoDifference(OLD_COMPILER, "java8", name, Weaving.between("version " + version, before, after));
        }
    }

    private static byte[] withVersion(byte[] classFile, int version) {
        byte[] changed = classFile.clone();
        changed[6] = (byte) (version >> 8);
        changed[7] = (byte) version;
        return changed;
    }

    private static void assertNoDifference(Compiler compiler, String folder, String name, Weaving weaving) {
        var comparison = new Comparison(Targets.compiledBy(compiler, folder), weaving);

        assertThat(String.join("\n", comparison.differences(name))).isEmpty();
    }

    @Test
    void reflection_sees_the_same_members_of_a_woven_class() {
        var classFiles = Targets.compiledBy(Compiler.javac(17, "-g", "-parameters"), "java17");
        var seen = new ArrayList<>(Classes.describe(classFiles, Classes.woven()));
        var expected = new ArrayList<>(Classes.describe(classFiles, UnaryOperator.identity()));

        var missing = new ArrayList<>(expected);
        missing.removeAll(seen);
        seen.removeAll(expected);
        assertThat(missing).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void weaving_twice_changes_nothing() {
        Targets.compiledBy(COMPILER, "java17").forEach((name, classFile) -> {
            WovenClass once = Weaver.weave(classFile);
            if (!once.isUnchanged()) {
                assertThat(Weaver.weave(once.bytes()).isUnchanged()).as(name).isTrue();
            }
        });
    }

    @Test
    void weaving_is_deterministic_and_leaves_its_input_alone() {
        Targets.compiledBy(COMPILER, "java17").forEach((name, classFile) -> {
            byte[] before = classFile.clone();
            WovenClass woven = Weaver.weave(classFile);

            assertThat(Arrays.equals(classFile, before)).as(name).isTrue();
            if (!woven.isUnchanged()) {
                byte[] again = Weaver.weave(classFile).bytes();
                assertThat(Arrays.equals(again, woven.bytes())).as(name).isTrue();
            }
        });
    }
}
