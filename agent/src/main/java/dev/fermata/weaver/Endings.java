package dev.fermata.weaver;

import java.util.HashSet;
import java.util.List;
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
    enum How {
        /** A value, or null. */
        VALUE,
        /** The object that {@code done} makes where its value cannot be handed over directly. */
        ENDED_OBJECT,
        /** Some other generator or coroutine. */
        TAIL_CALL
    }

    /**
     * A return.
     *
     * @param how what it hands over
     * @param below what else is on the stack: nothing, in what compilers write
     */
    record Ending(How how, List<Object> below) {}

    private Endings() {}

    /** Lets each {@code done} make the object that it stands for, and drops the cast to the type of the method. */
    static void materialise(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (Calls.isDone(instruction)) {
                Kind kind = Kind.of(method);
                AbstractInsnNode cast = Calls.nextReal(instruction);
                if (cast instanceof TypeInsnNode type && type.getOpcode() == Opcodes.CHECKCAST) {
                    kind = Kind.ofType(type.desc);
                    if (kind != null) {
                        method.instructions.remove(cast);
                    }
                }
                if (kind != null) {
                    method.instructions.set(instruction, ended((MethodInsnNode) instruction, kind));
                }
            }
        }
    }

    private static MethodInsnNode ended(MethodInsnNode done, Kind kind) {
        String type = kind.finished();
        boolean withValue = done.desc.equals(Contract.DONE_WITH_VALUE);
        String descriptor = (withValue ? "(Ljava/lang/Object;)L" : "()L") + type + ";";
        return new MethodInsnNode(Opcodes.INVOKESTATIC, type, withValue ? "of" : "ofNothing", descriptor, false);
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
            if (isEnded(before, "of")) {
                method.instructions.remove(before);
                direct.add(instruction);
            } else if (isEnded(before, "ofNothing")) {
                method.instructions.set(before, new InsnNode(Opcodes.ACONST_NULL));
                direct.add(instruction);
            }
        }
        return direct;
    }

    /**
     * What a return does.
     *
     * @param before the types before it
     * @param direct whether the value itself is on the stack
     */
    static Ending of(FrameTypes before, boolean direct) {
        int top = before.stack().size() - 1;
        Object type = before.stack().get(top);
        How other = Kind.isFinished(type) ? How.ENDED_OBJECT : How.TAIL_CALL;
        How how = direct || type.equals(Opcodes.NULL) ? How.VALUE : other;
        return new Ending(how, before.stack().subList(0, top));
    }

    private static boolean isEnded(AbstractInsnNode instruction, String name) {
        return instruction instanceof MethodInsnNode call && Kind.isFinished(call.owner) && call.name.equals(name);
    }

    /** The instruction that runs directly before; null if a jump may lead in between. */
    static AbstractInsnNode straightBefore(AbstractInsnNode instruction) {
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
