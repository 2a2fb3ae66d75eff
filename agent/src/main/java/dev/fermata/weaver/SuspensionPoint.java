package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * A place where a body may stop.
 *
 * @param label its number in the dispatch, from 1
 * @param call the call behind which the body goes on
 * @param suspensions the calls at which it stops: mostly just {@code call}; see {@link ResumeRoutes} for the others
 * @param types before the call; the operand of the call is the top of the stack
 * @param kept the slots of the user's method that are restored when the body goes on here
 */
record SuspensionPoint(
        int label, AbstractInsnNode call, List<AbstractInsnNode> suspensions, FrameTypes types, BitSet kept) {

    /** The values of the operand stack that wait below the operand of the call. */
    List<Object> waiting() {
        return types.stack().subList(0, types.stack().size() - 1);
    }

    /** The types in the slots of the user's method after the call. */
    List<Object> slotsAfter(boolean keepThis) {
        List<Object> slots = new ArrayList<>();
        for (int slot = 0; slot < types.locals().size(); slot++) {
            boolean typed = kept.get(slot) || (keepThis && slot == 0);
            slots.add(typed ? types.local(slot) : Opcodes.TOP);
        }
        return slots;
    }
}
