package dev.fermata.weaver;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Calls whose coroutine is dropped at once: an {@code await} was forgotten. Nothing of the coroutine runs, so the runtime
 * tells of it.
 *
 * <pre>
 * call m                 ->   call m
 * pop                         Awaits.dropped(coroutine)
 * </pre>
 */
final class DroppedCoroutines {
    private static final String RETURNS_COROUTINE = ")L" + Kind.COROUTINE.type() + ";";

    private DroppedCoroutines() {}

    static boolean areIn(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (isDrop(instruction)) {
                return true;
            }
        }
        return false;
    }

    /** Lets the method tell of the coroutines that it drops. */
    static void tell(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (isDrop(instruction)) {
                method.instructions.set(
                        instruction,
                        new MethodInsnNode(
                                Opcodes.INVOKESTATIC, Contract.AWAITS, "dropped", Contract.OBJECT_TO_NOTHING, false));
            }
        }
    }

    private static boolean isDrop(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.POP
                && Endings.straightBefore(instruction) instanceof MethodInsnNode call
                && call.desc.endsWith(RETURNS_COROUTINE);
    }
}
