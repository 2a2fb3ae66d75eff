package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Recognises the calls that mean something to the weaver. */
final class Calls {
    private Calls() {}

    /** Whether the instruction is a suspension point: an await, {@code Generator.yield} or {@code yieldFrom}. */
    static boolean isSuspension(AbstractInsnNode instruction) {
        return isYield(instruction) || isAwait(instruction);
    }

    /** Whether the instruction suspends whenever it is reached. */
    static boolean isYield(AbstractInsnNode instruction) {
        return isStatic(instruction, Contract.GENERATOR, Contract.YIELD)
                || isStatic(instruction, Contract.ASYNC_GENERATOR, Contract.YIELD)
                || isDelegation(instruction);
    }

    /** Whether the instruction is {@code Asyncio.await}: it suspends only if it has to wait. */
    static boolean isAwait(AbstractInsnNode instruction) {
        return isStatic(instruction, Contract.ASYNCIO, Contract.AWAIT);
    }

    /** Whether the instruction is {@code Generator.yieldFrom}. */
    static boolean isDelegation(AbstractInsnNode instruction) {
        return isStatic(instruction, Contract.GENERATOR, Contract.YIELD_FROM);
    }

    /** Whether the instruction is {@code Asyncio.done}. */
    static boolean isDone(AbstractInsnNode instruction) {
        return isStatic(instruction, Contract.ASYNCIO, Contract.DONE);
    }

    private static boolean isStatic(AbstractInsnNode instruction, String owner, String name) {
        return instruction.getOpcode() == Opcodes.INVOKESTATIC
                && instruction instanceof MethodInsnNode call
                && call.owner.equals(owner)
                && call.name.equals(name);
    }

    static boolean isConstructor(AbstractInsnNode instruction) {
        return instruction.getOpcode() == Opcodes.INVOKESPECIAL && ((MethodInsnNode) instruction).name.equals("<init>");
    }

    static List<AbstractInsnNode> suspensions(MethodNode method) {
        List<AbstractInsnNode> result = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (isSuspension(instruction)) {
                result.add(instruction);
            }
        }
        return result;
    }

    static boolean hasDone(MethodNode method) {
        for (AbstractInsnNode instruction : method.instructions) {
            if (isDone(instruction)) {
                return true;
            }
        }
        return false;
    }

    /** How a user writes the call, for messages. */
    static String describe(AbstractInsnNode suspension) {
        if (isAwait(suspension)) {
            return "await";
        }
        if (isDelegation(suspension)) {
            return "Generator.yieldFrom";
        }
        return isStatic(suspension, Contract.GENERATOR, Contract.YIELD) ? "Generator.yield" : "AsyncGenerator.yield";
    }

    /** The line of the instruction; 0 where the class file does not say. */
    static int line(AbstractInsnNode instruction) {
        for (AbstractInsnNode at = instruction; at != null; at = at.getPrevious()) {
            if (at instanceof LineNumberNode line) {
                return line.line;
            }
        }
        return 0;
    }

    /** Whether nothing that runs is in the try range. */
    static boolean isEmpty(TryCatchBlockNode block) {
        for (AbstractInsnNode at = block.start; at != null && at != block.end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Removes the try ranges in which nothing runs: they are not allowed (JVMS 4.7.3). */
    static void removeEmptyRanges(MethodNode method) {
        for (int i = method.tryCatchBlocks.size() - 1; i >= 0; i--) {
            if (isEmpty(method.tryCatchBlocks.get(i))) {
                method.tryCatchBlocks.remove(i);
            }
        }
    }

    /** The next instruction that is not a label, a line or a frame; null at the end. */
    static AbstractInsnNode nextReal(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getNext();
        while (at != null && at.getOpcode() < 0) {
            at = at.getNext();
        }
        return at;
    }
}
