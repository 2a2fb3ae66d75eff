package dev.fermata.weaver;

import java.util.BitSet;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;

/** Removes instructions that nothing leads to, so that no analysis meets them. */
final class DeadCode {
    private DeadCode() {}

    /**
     * Removes what cannot be reached, with its frames and try ranges.
     *
     * @param resumptions calls that go on at another call, see {@link ResumeRoutes}
     */
    static void remove(MethodNode method, Map<AbstractInsnNode, AbstractInsnNode> resumptions) {
        ControlFlow flow = ControlFlow.of(method, resumptions);
        BitSet reached = flow.reachable();
        for (int i = 0; i < flow.size(); i++) {
            AbstractInsnNode instruction = flow.instruction(i);
            AbstractInsnNode framed = instruction instanceof FrameNode ? Calls.nextReal(instruction) : instruction;
            boolean runs = framed != null && (framed.getOpcode() < 0 || reached.get(flow.index(framed)));
            if (!runs) {
                method.instructions.remove(instruction);
            }
        }
        removeLinesBehindTheEnd(method);
        Calls.removeEmptyRanges(method);
    }

    private static void removeLinesBehindTheEnd(MethodNode method) {
        AbstractInsnNode at = method.instructions.getLast();
        while (at != null && at.getOpcode() < 0) {
            AbstractInsnNode before = at.getPrevious();
            if (at instanceof LineNumberNode) {
                method.instructions.remove(at);
            }
            at = before;
        }
    }
}
