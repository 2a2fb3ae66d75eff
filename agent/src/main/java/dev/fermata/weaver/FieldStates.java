package dev.fermata.weaver;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * What the fields of the frame hold when a suspension point is reached, so that it does no more than it must: it need not
 * store a variable that has not changed since it was restored, and has to clear only references that may be there.
 *
 * <p>Two forward analyses in one: a field is <em>fresh</em> if it equals its variable on every path, and <em>occupied</em>
 * if on some path it may hold something.
 */
final class FieldStates {
    private final ControlFlow flow;
    private final FrameLayout layout;
    private final Map<AbstractInsnNode, BitSet> resumed = new HashMap<>();
    private final BitSet[] fresh;
    private final BitSet[] occupied;
    private boolean changed;

    /**
     * Analyses a body.
     *
     * @param restored per call that suspends the fields that are stored and restored there
     * @param sure the fields that hold the arguments at the start
     * @param possible the fields that may hold something at the start
     */
    FieldStates(
            ControlFlow flow,
            FrameLayout layout,
            Map<AbstractInsnNode, List<FrameField>> restored,
            BitSet sure,
            BitSet possible) {
        this.flow = flow;
        this.layout = layout;
        for (Map.Entry<AbstractInsnNode, List<FrameField>> call : restored.entrySet()) {
            BitSet bits = new BitSet();
            for (FrameField field : call.getValue()) {
                bits.set(field.index());
            }
            resumed.put(call.getKey(), bits);
        }
        fresh = new BitSet[flow.size()];
        occupied = new BitSet[flow.size()];
        reach(0, sure, possible);
        do {
            changed = false;
            for (int i = 0; i < flow.size(); i++) {
                if (fresh[i] != null) {
                    pass(i);
                }
            }
        } while (changed);
    }

    /** Whether the field holds the value of its variable already when {@code call} is reached. */
    boolean isFresh(FrameField field, AbstractInsnNode call) {
        return fresh[flow.index(call)].get(field.index());
    }

    /** Whether the field may hold something when {@code call} is reached. */
    boolean isOccupied(FrameField field, AbstractInsnNode call) {
        return occupied[flow.index(call)].get(field.index());
    }

    private void pass(int index) {
        AbstractInsnNode instruction = flow.instruction(index);
        BitSet afterFresh = fresh[index];
        BitSet afterOccupied = occupied[index];
        for (int handler : flow.handlers(index)) {
            reach(handler, afterFresh, afterOccupied);
        }
        BitSet restored = resumed.get(instruction);
        if (restored != null) {
            afterFresh = restored;
            afterOccupied = restored;
            for (int handler : flow.handlers(index)) {
                reach(handler, restored, restored);
            }
            if (Calls.isAwait(instruction)) {
                reach(index + 1, fresh[index], occupied[index]); // it need not suspend
            }
        } else if (instruction instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
            boolean wide = access.getOpcode() == Opcodes.LSTORE || access.getOpcode() == Opcodes.DSTORE;
            afterFresh = without(afterFresh, access.var, access.var + (wide ? 1 : 0));
        } else if (instruction instanceof IincInsnNode increment) {
            afterFresh = without(afterFresh, increment.var, increment.var);
        }
        for (int next : flow.successors(index)) {
            reach(next, afterFresh, afterOccupied);
        }
    }

    /** A store also destroys a long or a double that begins one slot before. */
    private BitSet without(BitSet fields, int first, int last) {
        BitSet result = (BitSet) fields.clone();
        for (FrameField field : layout.fields()) {
            boolean written = field.slot() >= first && field.slot() <= last;
            boolean reaches = field.slot() == first - 1 && field.slot() >= 0 && FrameTypes.isWide(field.type());
            if (written || reaches) {
                result.clear(field.index());
            }
        }
        return result;
    }

    private void reach(int index, BitSet withFresh, BitSet withOccupied) {
        if (fresh[index] == null) {
            fresh[index] = (BitSet) withFresh.clone();
            occupied[index] = (BitSet) withOccupied.clone();
            changed = true;
            return;
        }
        int before = fresh[index].cardinality();
        fresh[index].and(withFresh);
        changed |= fresh[index].cardinality() != before;
        before = occupied[index].cardinality();
        occupied[index].or(withOccupied);
        changed |= occupied[index].cardinality() != before;
    }
}
