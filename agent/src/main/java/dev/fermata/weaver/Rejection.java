package dev.fermata.weaver;

import java.util.ArrayList;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Lets a method that cannot be woven throw the reason when it is called. */
final class Rejection {
    private Rejection() {}

    static void write(MethodNode method, String reason, ClassVisitor target) {
        AbstractInsnNode first = method.instructions.getFirst();
        AbstractInsnNode real = first == null ? null : Calls.nextReal(first);
        int line = real == null ? 0 : Calls.line(real);
        Code code = new Code();
        if (line > 0) {
            LabelNode start = new LabelNode();
            code.label(start).add(new LineNumberNode(line, start));
        }
        code.type(Opcodes.NEW, Contract.NOT_WOVEN).op(Opcodes.DUP).add(new LdcInsnNode(reason));
        code.call(Opcodes.INVOKESPECIAL, Contract.NOT_WOVEN, "<init>", "(Ljava/lang/String;)V");
        method.instructions = code.op(Opcodes.ATHROW).list();
        method.tryCatchBlocks = new ArrayList<>();
        method.localVariables = null;
        method.visibleLocalVariableAnnotations = null;
        method.invisibleLocalVariableAnnotations = null;
        method.accept(target);
    }
}
