package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.DUP;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Class files at the limits of the JVM, of other versions, and such that the weaver itself fails. */
class LimitsTest {
    private static final int UNKNOWN_VERSION = 99;
    private static final int KNOWN_VERSION = 61;

    private static final String REST =
            "@Async static Generator<String, Void, Void> rest() { Generator.yield(\"rest\"); return done(); }\n";

    private static void assertRestWorks(Program woven) {
        assertThat(woven.<Generator<String, Void, Void>>generator("Shop", "rest"))
                .containsExactly("rest");
    }

    private static Program shop(String members) {
        return Program.compile("class Shop { " + REST + members + "}");
    }

    /** A generator with this many yields, each while a hundred values wait on the stack. */
    private static Program wide(int yields) {
        return wide(yields, 0);
    }

    /** The same, with jumps over all of it before. */
    private static Program wide(int yields, int jumps) {
        String jump = "if (factor < 0) { break far; }\n";
        String take = "take(" + "\"\", ".repeat(100) + "Generator.yield(factor));\n";
        return shop("""
                static void take(%s) {}
                @Async static Generator<Object, Void, Void> wide(int factor) {
                    far: {
                %s
                    }
                    return done();
                }
                static int sum(int a, int b) { return a + b; }
                """.formatted("Object a" + params(100), jump.repeat(jumps) + take.repeat(yields)));
    }

    private static String params(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(", Object a").append(i);
        }
        return text.toString();
    }

    @Test
    void a_method_that_becomes_too_large_throws_when_it_is_called_and_leaves_the_others_alone() {
        Program woven = wide(150).woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .matches("error: the @Async method Shop\\.wide would have \\d{5,6} bytes of bytecode after weaving; "
                        + "the JVM allows 65535\\. Split it into several methods\\.");
        String message = woven.messages().get(0).substring("error: ".length());
        assertThatThrownBy(() -> woven.call("Shop", "wide", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThat(woven.<Integer>result("Shop", "sum", 1, 2)).isEqualTo(3);
        assertRestWorks(woven);
    }

    @Test
    void a_method_that_is_too_large_to_be_compiled_by_the_jvm_is_woven_with_a_warning() {
        Program woven = wide(15).woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .matches("warning: the method Shop\\.wide has \\d+ bytes of bytecode after weaving\\. HotSpot does not "
                        + "compile methods above 8000 bytes: it will be slow\\. Split it into several methods\\.");
        assertThat(woven.<Generator<Object, Void, Void>>generator("Shop", "wide", 7).stream())
                .hasSize(15)
                .containsOnly(7);
        assertRestWorks(woven);
    }

    /** Far jumps are longer than near ones, and are known to be far only when all has been written. */
    @ParameterizedTest
    @ValueSource(ints = {29, 30, 31, 32, 33, 34, 35})
    void a_method_with_far_jumps_at_the_limit_works_or_says_that_it_is_too_large(int yields) {
        Program woven = wide(yields, 500).woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .contains("the", "Shop.wide", "Split it into several methods.");
        if (woven.messages().get(0).startsWith("warning")) {
            assertThat(woven.<Generator<Object, Void, Void>>generator("Shop", "wide", 7).stream())
                    .hasSize(yields);
        }
        assertRestWorks(woven);
    }

    /** Between what just fits and what is plainly too large, ASM fails while it widens the jumps. */
    @ParameterizedTest
    @ValueSource(ints = {110, 115, 118, 120, 122, 124, 126})
    void a_method_whose_far_jumps_asm_cannot_write_is_too_large_and_leaves_the_others_alone(int suspensions) {
        byte[] plain = Jars.classFiles(Jars.paths().get(4)).get("org/h2/mvstore/MVStoreTool");
        Set<Integer> places = new LinkedHashSet<>();
        BiPredicate<String, Integer> some =
                (method, place) -> method.startsWith("dump(Ljava/lang/String;Ljava/io/Writer;Z)")
                        && (place < 0 || places.size() < suspensions && places.add(place));

        WovenClass woven = Weaver.weave(SuspensionsEverywhere.added(plain, 22, 150, method -> Kind.COROUTINE, some));

        assertThat(places).hasSize(suspensions);
        assertThat(woven.diagnostics())
                .extracting(Diagnostic::toString)
                .noneMatch(message -> message.contains("by a fault in Fermata"))
                .anyMatch(message -> message.contains("hop$: woven"));
        assertThat(Verification.fault(woven.bytes())).isNull();
    }

    @Test
    void a_method_that_the_weaver_fails_on_throws_when_it_is_called_and_leaves_the_others_alone() {
        Program woven = shop("""
                @Async static Generator<String, Void, Void> odd() { Generator.yield("odd"); return done(); }
                static int sum(int a, int b) { return a + b; }
                """)
                .map(changed("odd", method -> method.instructions.insert(new InsnNode(DUP))))
                .woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .startsWith("error: the method Shop.odd could not be woven, by a fault in Fermata (java.lang.")
                .contains(" at ")
                .endsWith("). Please report this, with the class file.");
        assertThatThrownBy(() -> woven.call("Shop", "odd"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(woven.messages().get(0).substring("error: ".length()));
        assertThat(woven.<Integer>result("Shop", "sum", 1, 2)).isEqualTo(3);
        assertRestWorks(woven);
    }

    @Test
    void a_class_that_gets_too_many_constants_keeps_its_other_methods() {
        Program full = Program.of(Map.of(
                "Shop",
                withConstants(
                        shop("static int sum(int a, int b) { return a + b; }").classFile("Shop"))));

        Program woven = full.woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .matches(
                        "error: the @Async method Shop\\.rest stands in a class that would have 655\\d\\d constants after "
                                + "weaving; the JVM allows 65535\\. Split the class\\.");
        assertThat(woven.<Integer>result("Shop", "sum", 1, 2)).isEqualTo(3);
        assertThatThrownBy(() -> woven.call("Shop", "rest")).hasMessageContaining("Split the class");
    }

    /** Fills the constant pool but for a few places. */
    private static byte[] withConstants(byte[] classFile) {
        var reader = new ClassReader(classFile);
        var writer = new ClassWriter(reader, 0);
        reader.accept(writer, 0);
        for (int i = reader.getItemCount(); i < 65_515; i++) {
            writer.newConst(1_000_000 + i);
        }
        return writer.toByteArray();
    }

    private static UnaryOperator<byte[]> changed(String method, Consumer<MethodNode> change) {
        return classFile -> {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, 0);
            node.methods.stream().filter(each -> each.name.equals(method)).forEach(change);
            var writer = new ClassWriter(0);
            node.accept(writer);
            return writer.toByteArray();
        };
    }

    @Test
    void a_class_file_that_is_newer_than_asm_is_woven_with_a_warning() {
        Program woven = shop("").map(classFile -> withVersion(classFile, UNKNOWN_VERSION))
                .woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .matches("warning: the class file of Shop has version 99, which this Fermata does not know \\(it knows "
                        + "up to \\d+\\)\\. It was woven as if it were one of those; if it fails to verify, use a newer "
                        + "Fermata or compile with a lower --release\\.");
        assertThat(woven.classFile("Shop")[7]).isEqualTo((byte) UNKNOWN_VERSION);
        Program known = woven.map(classFile -> withVersion(classFile, KNOWN_VERSION));
        assertThat(Verification.fault(known.classFile("Shop"))).isNull();
        assertRestWorks(known);
    }

    @Test
    void a_class_file_that_is_newer_than_asm_and_not_ours_stays_as_it_is_without_a_warning() {
        Program plain = Program.compile("class Shop {}").map(classFile -> withVersion(classFile, UNKNOWN_VERSION));

        assertThat(Weaver.weave(plain.classFile("Shop")).isUnchanged()).isTrue();
        assertThat(plain.woven().messages()).isEmpty();
    }

    private static byte[] withVersion(byte[] classFile, int version) {
        byte[] changed = classFile.clone();
        changed[7] = (byte) version;
        return changed;
    }

    @Test
    void a_class_that_was_woven_for_another_runtime_says_so() {
        Program woven = shop("").woven().map(LimitsTest::withOtherContract);

        assertThatThrownBy(() -> woven.call("Shop", "rest"))
                .isInstanceOf(BootstrapMethodError.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Shop was woven by a Fermata with contract 2, and the fermata-runtime on the class path has "
                                + "contract 1. Use the agent and the runtime of the same version.");
    }

    private static byte[] withOtherContract(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String desc, String signature, String[] thrown) {
                                return new MethodVisitor(
                                        api, super.visitMethod(access, name, desc, signature, thrown)) {
                                    @Override
                                    public void visitInvokeDynamicInsn(
                                            String name, String type, Handle bootstrap, Object... arguments) {
                                        arguments[0] = (Integer) arguments[0] + 1;
                                        super.visitInvokeDynamicInsn(name, type, bootstrap, arguments);
                                    }
                                };
                            }
                        },
                        0);
        return writer.toByteArray();
    }
}
