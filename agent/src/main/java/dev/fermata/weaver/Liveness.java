package dev.fermata.weaver;

import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variable slots may still be read, before each instruction. What is not live is not kept over a suspension.
 *
 * <p>A long or a double counts by its first slot.
 */
final class Liveness {
    private final BitSet[] live;

    private Liveness(BitSet[] live) {
        this.live = live;
    }

    static Liveness of(ControlFlow flow) {
        BitSet[] live = new BitSet[flow.size()];
        for (int i = 0; i < live.length; i++) {
            live[i] = new BitSet();
        }
        // Backwards, until nothing changes: two or three rounds, as loops are nested a few levels deep.
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = live.length - 1; i >= 0; i--) {
                BitSet before = before(flow, live, i);
                if (!before.equals(live[i])) {
                    live[i] = before;
                    changed = true;
                }
            }
        }
        return new Liveness(live);
    }

    private static BitSet before(ControlFlow flow, BitSet[] live, int index) {
        BitSet result = new BitSet();
        for (int next : flow.successors(index)) {
            result.or(live[next]);
        }
        AbstractInsnNode instruction = flow.instruction(index);
        if (instruction instanceof VarInsnNode access) {
            result.set(access.var, access.getOpcode() < Opcodes.ISTORE);
        } else if (instruction instanceof IincInsnNode increment) {
            result.set(increment.var);
        }
        for (int handler : flow.handlers(index)) {
            result.or(live[handler]);
        }
        return result;
    }

    /** The slots that are live before the instruction at {@code index}. */
    BitSet before(int index) {
        return live[index];
    }
}
