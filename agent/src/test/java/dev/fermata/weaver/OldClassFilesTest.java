package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.IRETURN;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.JSR;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RET;

import dev.fermata.program.Program;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Class files from before Java 8: with subroutines, and without frames. */
class OldClassFilesTest {
    private static final String SHOP = """
            class Shop {
                static int sum(int count) {
                    int sum = 0;
                    for (int i = 0; i < count; i++) { sum += i; }
                    return sum;
                }
                static Coroutine<Integer> price;
                @Async static Coroutine<Integer> prices(int count) {
                    int sum = 0;
                    for (int i = 0; i < count; i++) { sum += Asyncio.await(price); }
                    return done(sum);
                }
                static Coroutine<Integer> answer() { return price; }
                static int forgets(int count) {
                    if (count > 0) { answer(); }
                    return sum(count);
                }
                static Object call() { return prices(3); }
                static Object result() { return forgets(3) * 10 + subroutine(4); }
                static int subroutine(int n) { return n; }
            }
            """;

    /** Without frames, and with a subroutine if there may be one. */
    private static UnaryOperator<byte[]> old(int version) {
        return classFile -> {
            var node = new ClassNode();
            new ClassReader(classFile).accept(node, ClassReader.SKIP_FRAMES);
            node.version = version;
            if ((version & 0xFFFF) < Opcodes.V1_7) {
                node.methods.stream()
                        .filter(method -> method.name.equals("subroutine"))
                        .forEach(OldClassFilesTest::writeSubroutine);
            }
            var writer = new ClassWriter(0);
            node.accept(writer);
            return writer.toByteArray();
        };
    }

    /** Doubles its argument, and drops a coroutine. */
    private static void writeSubroutine(MethodNode method) {
        var subroutine = new Label();
        method.instructions.clear();
        method.localVariables.clear();
        method.maxLocals = 2;
        method.maxStack = 2;
        method.visitJumpInsn(JSR, subroutine);
        method.visitVarInsn(ILOAD, 0);
        method.visitInsn(IRETURN);
        method.visitLabel(subroutine);
        method.visitVarInsn(ASTORE, 1);
        method.visitMethodInsn(INVOKESTATIC, "Shop", "answer", "()Ldev/fermata/Coroutine;", false);
        method.visitInsn(POP);
        method.visitVarInsn(ILOAD, 0);
        method.visitVarInsn(ILOAD, 0);
        method.visitInsn(IADD);
        method.visitVarInsn(ISTORE, 0);
        method.visitVarInsn(RET, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_4, Opcodes.V1_5, Opcodes.V1_6})
    void an_async_method_is_refused_and_the_rest_of_the_class_works(int version) {
        Program woven = Program.compile(SHOP, "-XDstringConcat=inline")
                .map(old(version))
                .woven();

        String message = "the @Async method Shop.prices(Shop.java:9) is in a class file of version "
                + (version & 0xFFFF) + ". Compile it for Java 8 or later.";
        assertThat(woven.messages()).containsExactly("error: " + message);
        assertThatThrownBy(() -> woven.call("Shop", "call")).hasMessage(message);
        assertThat(woven.<Integer>result("Shop", "result")).isEqualTo(38);
    }

    @Test
    void a_newer_one_without_frames_is_refused_by_the_jvm_woven_or_not() {
        Program plain = Program.compile(SHOP, "-XDstringConcat=inline").map(old(Opcodes.V1_8));
        Program woven = plain.woven();

        assertThat(woven.messages()).isEmpty();
        assertThatThrownBy(() -> plain.call("Shop", "call")).isInstanceOf(VerifyError.class);
        assertThatThrownBy(() -> woven.call("Shop", "call")).isInstanceOf(VerifyError.class);
    }
}
