package dev.fermata.weaver;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** How a body ends: what {@code done} becomes, and what stands on the stack at a return. */
final class Endings {
    /** What a return hands over. */
    enum Kind {
        /** A value, or null. */
        VALUE,
        /** The object that {@code done} makes where its value cannot be handed over directly. */
        RETURNED_OBJECT,
        /** Some generator: a tail call. */
        GENERATOR
    }

    private Endings() {}

    /** Lets each {@code done} make the object that it stands for, and drops the cast to the type of the method. */
    static void materialise(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (Calls.isDone(instruction)) {
                AbstractInsnNode cast = Calls.nextReal(instruction);
                if (cast instanceof TypeInsnNode type && isCastToGenerator(type)) {
                    method.instructions.remove(cast);
                }
                boolean withValue = ((MethodInsnNode) instruction).desc.equals(Contract.DONE_WITH_VALUE);
                method.instructions.set(
                        instruction,
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC,
                                Contract.RETURNED,
                                withValue ? "of" : "ofNothing",
                                withValue ? Contract.RETURNED_OF_VALUE : Contract.RETURNED_OF_NOTHING,
                                false));
            }
        }
    }

    private static boolean isCastToGenerator(TypeInsnNode type) {
        return type.getOpcode() == Opcodes.CHECKCAST && type.desc.equals(Contract.GENERATOR);
    }

    /**
     * Removes the objects that {@code done} makes directly before a return.
     *
     * @return the returns where now the value itself is on the stack
     */
    static Set<AbstractInsnNode> simplify(MethodNode method) {
        Set<AbstractInsnNode> direct = new HashSet<>();
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            AbstractInsnNode before = instruction.getOpcode() == Opcodes.ARETURN ? straightBefore(instruction) : null;
            if (isReturned(before, "of")) {
                method.instructions.remove(before);
                direct.add(instruction);
            } else if (isReturned(before, "ofNothing")) {
                method.instructions.set(before, new InsnNode(Opcodes.ACONST_NULL));
                direct.add(instruction);
            }
        }
        return direct;
    }

    /** What an object of the type on top of the stack is to a return. */
    static Kind kind(FrameTypes before) {
        Object top = before.stack().get(before.stack().size() - 1);
        if (top.equals(Opcodes.NULL)) {
            return Kind.VALUE;
        }
        return top.equals(Contract.RETURNED) ? Kind.RETURNED_OBJECT : Kind.GENERATOR;
    }

    private static boolean isReturned(AbstractInsnNode instruction, String name) {
        return instruction instanceof MethodInsnNode call
                && call.owner.equals(Contract.RETURNED)
                && call.name.equals(name);
    }

    /** The instruction that runs directly before; null if a jump may lead in between. */
    private static AbstractInsnNode straightBefore(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getPrevious();
        while (at != null && at.getOpcode() < 0) {
            if (at instanceof FrameNode) {
                return null;
            }
            at = at.getPrevious();
        }
        return at;
    }
}
