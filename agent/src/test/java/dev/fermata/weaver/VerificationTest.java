package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Program;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

class VerificationTest {
    private static final byte[] SHOP = Program.compile("class Shop { static int sum(int a, int b) { return a + b; } }")
            .classFile("Shop");

    @Test
    void a_good_class_file_has_no_fault() {
        assertThat(Verification.fault(SHOP)).isNull();
    }

    @Test
    void a_fault_in_the_data_flow_is_a_line_that_names_the_method() {
        byte[] changed = changed(method -> method.instructions.insert(new InsnNode(Opcodes.POP)));

        assertThat(Verification.fault(changed)).contains("sum").hasLineCount(1);
    }

    @Test
    void a_stack_that_is_too_small_is_a_fault() {
        assertThat(Verification.fault(changed(method -> method.maxStack = 1))).contains("sum");
    }

    @Test
    void a_frame_that_does_not_fit_is_a_fault() {
        byte[] changed = changed(method -> {
            Object[] locals = {Opcodes.FLOAT, Opcodes.INTEGER};
            method.instructions.insert(new FrameNode(Opcodes.F_FULL, 2, locals, 0, null));
            method.instructions.insert(new InsnNode(Opcodes.NOP));
        });

        assertThat(Verification.fault(changed)).contains("sum").contains("frame");
    }

    private static byte[] changed(Consumer<MethodNode> change) {
        var node = new ClassNode();
        new ClassReader(SHOP).accept(node, 0);
        change.accept(node.methods.get(1));
        var writer = new ClassWriter(0);
        node.accept(writer);
        return writer.toByteArray();
    }
}
