package dev.fermata.weaver;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** How many monitors are held before each instruction: a suspension must not happen while there is one. */
final class MonitorDepth {
    private static final int UNREACHED = -1;

    private final ControlFlow flow;
    private final int[] depth;
    private final Deque<Integer> pending = new ArrayDeque<>();

    private MonitorDepth(ControlFlow flow) {
        this.flow = flow;
        this.depth = new int[flow.size()];
        Arrays.fill(depth, UNREACHED);
        reach(0, 0);
        while (!pending.isEmpty()) {
            int index = pending.removeLast();
            for (int handler : flow.handlers(index)) {
                reach(handler, depth[index]);
            }
            for (int next : flow.successors(index)) {
                reach(next, Math.max(0, depth[index] + change(index)));
            }
        }
    }

    static MonitorDepth of(ControlFlow flow) {
        return new MonitorDepth(flow);
    }

    /** Whether the method has monitors at all, so that the analysis is worth its time. */
    static boolean isNeeded(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() == Opcodes.MONITORENTER) {
                return true;
            }
        }
        return false;
    }

    /** Whether a monitor is held before the instruction at {@code index}. */
    boolean isHeld(int index) {
        return depth[index] > 0;
    }

    private int change(int index) {
        return switch (flow.instruction(index).getOpcode()) {
            case Opcodes.MONITORENTER -> 1;
            case Opcodes.MONITOREXIT -> -1;
            default -> 0;
        };
    }

    /** The first visit decides: monitors are structured, so every path comes with the same depth. */
    private void reach(int index, int held) {
        if (depth[index] == UNREACHED) {
            depth[index] = held;
            pending.addLast(index);
        }
    }
}
