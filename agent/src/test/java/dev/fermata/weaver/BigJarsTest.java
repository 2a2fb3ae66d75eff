package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;

/**
 * The classes of big jars: as they are, where there is nothing to weave, and with a twin for each of their methods that suspends.
 *
 * <p>{@code -Dfermata.test.all=true} takes all of them, {@code -Dfermata.test.seed=N} other places,
 * {@code -Dfermata.test.most=N} more of them.
 */
class BigJarsTest {
    private static final boolean ALL = Boolean.getBoolean("fermata.test.all");
    private static final long SEED = Long.getLong("fermata.test.seed", 1);
    private static final int MOST = Integer.getInteger("fermata.test.most", SuspensionsEverywhere.USUAL);
    private static final int PART = 12;

    static Stream<Path> jars() {
        return Jars.paths().stream();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void a_jar_that_knows_nothing_of_us_stays_as_it_is(Path jar) {
        Map<String, byte[]> classFiles = Jars.classFiles(jar);
        Map<String, WovenClass> woven = new LinkedHashMap<>();
        long start = System.nanoTime();
        classFiles.forEach((name, classFile) -> woven.put(name, Weaver.weave(classFile)));
        long time = System.nanoTime() - start;
        System.out.printf(
                "%s: %d classes, %d ns each%n", jar.getFileName(), classFiles.size(), time / classFiles.size());
        woven.forEach((name, result) -> {
            assertThat(result.isUnchanged()).as(name).isTrue();
            assertThat(result.diagnostics()).as(name).isEmpty();
        });
        assertThat(classFiles).hasSizeGreaterThan(100);
        classFiles.forEach((name, classFile) -> {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
            assertThat(SuspensionPlan.of(node, Map.of()).isEmpty()).as(name).isTrue();
        });
    }

    @Test
    void linking_finds_what_does_not_verify() {
        var node = new ClassNode();
        byte[] classFile = Jars.classFiles(Jars.paths().get(0)).get("com/google/common/base/Joiner");
        new ClassReader(classFile).accept(node, 0);
        node.methods.get(3).instructions.insert(new InsnNode(Opcodes.POP));
        var writer = new ClassWriter(0);
        node.accept(writer);
        Map<String, byte[]> classFiles = Jars.classFiles(Jars.paths().get(0));
        String name = "com/google/common/base/Joiner";

        assertThat(new LinkedClasses(classFiles).link(name)).isNull();
        classFiles.put(name, writer.toByteArray());
        assertThat(new LinkedClasses(classFiles).link(name)).isInstanceOf(VerifyError.class);
    }

    @ParameterizedTest
    @MethodSource("jars")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void every_method_can_suspend(Path jar) {
        Map<String, byte[]> plain = Jars.classFiles(jar);
        long start = System.nanoTime();
        List<String> faults = new ArrayList<>();
        int methods = 0;
        for (String name : plain.keySet()) {
            if (ALL || Math.floorMod(name.hashCode() + SEED, PART) == 0) {
                methods += SuspensionsEverywhere.methods(plain.get(name)).size();
                faults.addAll(faults(plain, name));
            }
        }
        System.out.printf(
                "%s: %d methods woven and verified in %d ms%n",
                jar.getFileName(), methods, (System.nanoTime() - start) / 1_000_000);
        assertThat(faults).as("%d faults", faults.size()).isEmpty();
    }

    private static List<String> faults(Map<String, byte[]> plain, String name) {
        if (new LinkedClasses(plain).link(name) != null) {
            return List.of(); // it needs another library
        }
        if (fault(plain, name, (method, place) -> true) == null) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        for (String method : SuspensionsEverywhere.methods(plain.get(name))) {
            if (fault(plain, name, (candidate, place) -> candidate.equals(method)) != null) {
                faults.add(reduced(plain, name, method));
            }
        }
        return faults.isEmpty() ? List.of(fault(plain, name, (method, place) -> true)) : faults;
    }

    /** Leaves out as many suspensions as possible. */
    private static String reduced(Map<String, byte[]> plain, String name, String method) {
        List<Integer> places = new ArrayList<>();
        BiPredicate<String, Integer> collect = (candidate, place) -> {
            if (candidate.equals(method) && place >= 0) {
                places.add(place);
            }
            return candidate.equals(method);
        };
        SuspensionsEverywhere.added(plain.get(name), SEED, MOST, BigJarsTest::kind, collect);
        for (Integer place : List.copyOf(places)) {
            List<Integer> fewer = new ArrayList<>(places);
            fewer.remove(place);
            if (fault(plain, name, only(method, fewer)) != null) {
                places.remove(place);
            }
        }
        return name + "." + method + ", a " + kind(method) + " that suspends at " + places + ": "
                + fault(plain, name, only(method, places));
    }

    private static BiPredicate<String, Integer> only(String method, List<Integer> places) {
        return (candidate, place) -> candidate.equals(method) && (place < 0 || places.contains(place));
    }

    private static String fault(Map<String, byte[]> plain, String name, BiPredicate<String, Integer> wanted) {
        byte[] classFile = SuspensionsEverywhere.added(plain.get(name), SEED, MOST, BigJarsTest::kind, wanted);
        Map<String, byte[]> classFiles = new LinkedHashMap<>(plain);
        classFiles.put(name, classFile);
        LinkageError ofTheTest = new LinkedClasses(classFiles).link(name);
        if (ofTheTest != null) {
            return "the test has made a class that does not verify: " + ofTheTest;
        }
        WovenClass woven = Weaver.weave(classFile, options(name));
        for (Diagnostic diagnostic : woven.diagnostics()) {
            if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
                return diagnostic.toString();
            }
        }
        if (woven.isUnchanged()) {
            return SuspensionsEverywhere.methods(plain.get(name)).isEmpty() ? null : "not woven";
        }
        return fault(classFiles, name, woven);
    }

    private static Kind kind(String method) {
        return Kind.values()[Math.floorMod(31 * SEED ^ method.hashCode(), Kind.values().length)];
    }

    private static WeaverOptions options(String name) {
        return switch (Math.floorMod(name.hashCode() ^ SEED, 4)) {
            case 0 -> WeaverOptions.BUILD_TIME;
            case 1 -> new WeaverOptions(false, true);
            default -> WeaverOptions.LOAD_TIME;
        };
    }

    /** The frames are unknown while the class is verified, as they are at load time. */
    private static String fault(Map<String, byte[]> classFiles, String name, WovenClass woven) {
        classFiles.put(name, woven.bytes());
        var loader = new LinkedClasses(classFiles);
        LinkageError error = loader.link(name);
        String fault = error == null ? Verification.fault(woven.bytes()) : error.toString();
        for (Map.Entry<String, byte[]> frame : woven.frames().entrySet()) {
            if (fault == null) {
                loader.add(frame.getKey(), frame.getValue());
                error = loader.link(frame.getKey());
                fault = error == null ? Verification.fault(frame.getValue()) : error.toString();
            }
        }
        return fault;
    }
}
