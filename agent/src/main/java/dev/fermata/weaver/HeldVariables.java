package dev.fermata.weaver;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which slots hold their variable before each instruction, on whatever way it was reached: a variable that is not kept over
 * a suspension holds nothing until it is assigned again. For the debugger only; the program does not read such a variable.
 */
final class HeldVariables {
    private final ControlFlow flow;
    private final Map<AbstractInsnNode, BitSet> kept = new HashMap<>();
    private final BitSet[] held;
    private boolean changed;

    HeldVariables(MethodAnalysis analysis) {
        flow = analysis.flow();
        held = new BitSet[flow.size()];
        for (SuspensionPoint point : analysis.points()) {
            BitSet slots = withThis(point.kept(), analysis);
            for (AbstractInsnNode suspension : point.suspensions()) {
                kept.put(suspension, slots);
            }
        }
        BitSet initial = new BitSet();
        for (int slot : analysis.storedArguments().keySet()) {
            initial.set(slot);
        }
        reach(0, withThis(initial, analysis));
        do {
            changed = false;
            for (int i = 0; i < held.length; i++) {
                if (held[i] != null) {
                    pass(i);
                }
            }
        } while (changed);
    }

    private static BitSet withThis(BitSet slots, MethodAnalysis analysis) {
        BitSet result = (BitSet) slots.clone();
        result.set(0, result.get(0) || analysis.keepThis());
        return result;
    }

    /** Whether the slot holds its variable before the instruction at {@code index}. */
    boolean isHeld(int slot, int index) {
        return held[index] != null && held[index].get(slot);
    }

    private void pass(int index) {
        AbstractInsnNode instruction = flow.instruction(index);
        BitSet after = held[index];
        for (int handler : flow.handlers(index)) {
            reach(handler, after);
        }
        if (kept.containsKey(instruction)) {
            after = kept.get(instruction);
            for (int handler : flow.handlers(index)) {
                reach(handler, after);
            }
        } else if (instruction instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
            after = (BitSet) after.clone();
            after.set(access.var);
        }
        for (int next : flow.successors(index)) {
            reach(next, after);
        }
    }

    private void reach(int index, BitSet slots) {
        if (held[index] == null) {
            held[index] = (BitSet) slots.clone();
            changed = true;
            return;
        }
        int before = held[index].cardinality();
        held[index].and(slots);
        changed |= held[index].cardinality() != before;
    }
}
