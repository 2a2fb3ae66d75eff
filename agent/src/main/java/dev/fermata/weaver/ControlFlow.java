package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Which instruction may follow which, with the handlers that may catch. Instructions have the index that they had in the
 * list when it was looked at; it stays so while the list is rewritten.
 */
final class ControlFlow {
    private static final int[] NOTHING = {};

    private final AbstractInsnNode[] instructions;
    private final IdentityHashMap<AbstractInsnNode, Integer> indexes = new IdentityHashMap<>();
    private final int[][] successors;
    private final int[][] handlers;

    private ControlFlow(MethodNode method, Map<AbstractInsnNode, AbstractInsnNode> resumptions) {
        instructions = method.instructions.toArray();
        for (int i = 0; i < instructions.length; i++) {
            indexes.put(instructions[i], i);
        }
        successors = new int[instructions.length][];
        for (int i = 0; i < instructions.length; i++) {
            AbstractInsnNode resumption = resumptions.get(instructions[i]);
            successors[i] = resumption == null ? successorsOf(i) : suspendedSuccessors(i, index(resumption));
        }
        handlers = handlersOfAll(method.tryCatchBlocks);
    }

    static ControlFlow of(MethodNode method) {
        return new ControlFlow(method, Map.of());
    }

    /** The flow where some calls go on at another call, see {@link ResumeRoutes}. */
    static ControlFlow of(MethodNode method, Map<AbstractInsnNode, AbstractInsnNode> resumptions) {
        return new ControlFlow(method, resumptions);
    }

    int size() {
        return instructions.length;
    }

    AbstractInsnNode instruction(int index) {
        return instructions[index];
    }

    int index(AbstractInsnNode instruction) {
        return indexes.get(instruction);
    }

    /** The index of the instruction; null for one that was not in the list. */
    Integer indexOrNull(AbstractInsnNode instruction) {
        return indexes.get(instruction);
    }

    /** The instructions that the first one leads to. */
    BitSet reachable() {
        BitSet reached = new BitSet();
        List<Integer> pending = new ArrayList<>(List.of(0));
        reached.set(0);
        while (!pending.isEmpty()) {
            for (int next : allSuccessors(pending.remove(pending.size() - 1))) {
                if (!reached.get(next)) {
                    reached.set(next);
                    pending.add(next);
                }
            }
        }
        return reached;
    }

    /** Where the instruction may go on without an exception. */
    int[] successors(int index) {
        return successors[index];
    }

    /** The handlers of the try ranges that cover the instruction. */
    int[] handlers(int index) {
        return handlers[index];
    }

    /** Where the instruction may go on, with or without an exception. */
    int[] allSuccessors(int index) {
        if (handlers[index].length == 0) {
            return successors[index];
        }
        int[] plain = successors[index];
        int[] result = Arrays.copyOf(plain, plain.length + handlers[index].length);
        System.arraycopy(handlers[index], 0, result, plain.length, handlers[index].length);
        return result;
    }

    private int[] successorsOf(int index) {
        AbstractInsnNode instruction = instructions[index];
        int opcode = instruction.getOpcode();
        if (instruction instanceof JumpInsnNode jump) {
            int target = index(jump.label);
            return opcode == Opcodes.GOTO ? new int[] {target} : new int[] {index + 1, target};
        }
        if (instruction instanceof TableSwitchInsnNode table) {
            return targets(table.dflt, table.labels);
        }
        if (instruction instanceof LookupSwitchInsnNode lookup) {
            return targets(lookup.dflt, lookup.labels);
        }
        boolean ends = opcode == Opcodes.ATHROW || (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
        return ends || index + 1 == instructions.length ? NOTHING : new int[] {index + 1};
    }

    /** A yield goes on elsewhere only; an await may also run straight on. */
    private int[] suspendedSuccessors(int index, int resumption) {
        return Calls.isYield(instructions[index]) ? new int[] {resumption} : new int[] {index + 1, resumption};
    }

    private int[] targets(LabelNode fallback, List<LabelNode> labels) {
        int[] targets = new int[labels.size() + 1];
        for (int i = 0; i < labels.size(); i++) {
            targets[i] = index(labels.get(i));
        }
        targets[labels.size()] = index(fallback);
        return targets;
    }

    private int[][] handlersOfAll(List<TryCatchBlockNode> blocks) {
        int[][] result = new int[instructions.length][];
        List<TryCatchBlockNode> open = new ArrayList<>();
        int[] current = NOTHING;
        for (int i = 0; i < instructions.length; i++) {
            if (instructions[i] instanceof LabelNode label && openOrClose(blocks, open, label)) {
                current = handlersOf(open);
            }
            result[i] = current;
        }
        return result;
    }

    /** The handlers of some ranges, each once. */
    private int[] handlersOf(List<TryCatchBlockNode> blocks) {
        int[] result = new int[blocks.size()];
        int count = 0;
        for (TryCatchBlockNode block : blocks) {
            int handler = index(block.handler);
            boolean known = false;
            for (int i = 0; i < count; i++) {
                known |= result[i] == handler;
            }
            if (!known) {
                result[count++] = handler;
            }
        }
        return Arrays.copyOf(result, count);
    }

    private static boolean openOrClose(List<TryCatchBlockNode> all, List<TryCatchBlockNode> open, LabelNode label) {
        boolean changed = false;
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.get(i).end == label) {
                open.remove(i);
                changed = true;
            }
        }
        for (TryCatchBlockNode block : all) {
            if (block.start == label) {
                open.add(block);
                changed = true;
            }
        }
        return changed;
    }
}
