package dev.fermata.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A piece of bytecode that is being written, in terms of verification types. */
final class Code {
    private final InsnList list = new InsnList();

    InsnList list() {
        return list;
    }

    Code op(int opcode) {
        list.add(new InsnNode(opcode));
        return this;
    }

    Code add(AbstractInsnNode instruction) {
        list.add(instruction);
        return this;
    }

    Code label(LabelNode label) {
        list.add(label);
        return this;
    }

    Code frame(FrameNode frame) {
        list.add(frame);
        return this;
    }

    Code jump(int opcode, LabelNode target) {
        list.add(new JumpInsnNode(opcode, target));
        return this;
    }

    Code load(Object type, int slot) {
        list.add(new VarInsnNode(Opcodes.ILOAD + kind(type), slot));
        return this;
    }

    Code store(Object type, int slot) {
        list.add(new VarInsnNode(Opcodes.ISTORE + kind(type), slot));
        return this;
    }

    Code loadReference(int slot) {
        list.add(new VarInsnNode(Opcodes.ALOAD, slot));
        return this;
    }

    Code cast(String type) {
        list.add(new TypeInsnNode(Opcodes.CHECKCAST, type));
        return this;
    }

    Code type(int opcode, String type) {
        list.add(new TypeInsnNode(opcode, type));
        return this;
    }

    Code field(int opcode, String owner, String name, String descriptor) {
        list.add(new FieldInsnNode(opcode, owner, name, descriptor));
        return this;
    }

    Code call(int opcode, String owner, String name, String descriptor) {
        return call(opcode, owner, name, descriptor, false);
    }

    Code call(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
        list.add(new MethodInsnNode(opcode, owner, name, descriptor, ofInterface));
        return this;
    }

    /** Pushes the zero, false or null of a type. */
    Code zero(Object type) {
        return op(
                switch (kind(type)) {
                    case 0 -> Opcodes.ICONST_0;
                    case 1 -> Opcodes.LCONST_0;
                    case 2 -> Opcodes.FCONST_0;
                    case 3 -> Opcodes.DCONST_0;
                    default -> Opcodes.ACONST_NULL;
                });
    }

    Code pop(Object type) {
        return op(FrameTypes.isWide(type) ? Opcodes.POP2 : Opcodes.POP);
    }

    Code push(int value) {
        if (value >= -1 && value <= 5) {
            return op(Opcodes.ICONST_0 + value);
        }
        if (value == (byte) value) {
            return add(new IntInsnNode(Opcodes.BIPUSH, value));
        }
        return add(value == (short) value ? new IntInsnNode(Opcodes.SIPUSH, value) : new LdcInsnNode(value));
    }

    /** Puts the reference on top of the stack below the value of {@code type} that is under it. */
    Code swapUnder(Object type) {
        return FrameTypes.isWide(type) ? op(Opcodes.DUP_X2).op(Opcodes.POP) : op(Opcodes.SWAP);
    }

    /** The distance of the typed opcodes: int, long, float, double, reference. */
    private static int kind(Object type) {
        if (type.equals(Opcodes.INTEGER)) {
            return 0;
        }
        if (type.equals(Opcodes.LONG)) {
            return 1;
        }
        if (type.equals(Opcodes.FLOAT)) {
            return 2;
        }
        return type.equals(Opcodes.DOUBLE) ? 3 : 4;
    }
}
