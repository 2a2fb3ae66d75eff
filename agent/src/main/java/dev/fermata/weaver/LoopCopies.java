package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Copies parts of a method behind its end, with their try ranges, lines and variables, and before each part the calls at
 * which a resumed body enters it. Jumps inside a part stay inside its copy, all others lead where they led.
 */
final class LoopCopies {
    private record Part(BitSet indexes, List<AbstractInsnNode> entries) {}

    private final String owner;
    private final MethodNode method;
    private final ControlFlow flow;
    private final List<Part> parts = new ArrayList<>();
    private final Map<AbstractInsnNode, AbstractInsnNode> entryCopies = new LinkedHashMap<>();
    private final Map<AbstractInsnNode, AbstractInsnNode> suspensionCopies = new LinkedHashMap<>();
    private Map<AbstractInsnNode, FrameTypes> types = Map.of();

    LoopCopies(String owner, MethodNode method, ControlFlow flow) {
        this.owner = owner;
        this.method = method;
        this.flow = flow;
    }

    /** Plans to copy the instructions at {@code indexes}, which are entered behind {@code entries}. */
    void add(BitSet indexes, List<AbstractInsnNode> entries) {
        parts.add(new Part(indexes, entries));
    }

    /** Writes all copies; returns per call that suspends, originals and copies, the one at which the body goes on. */
    Map<AbstractInsnNode, AbstractInsnNode> write() {
        types = FrameTypes.before(owner, method, FrameTypes.Wanted.ALL);
        for (Part part : parts) {
            for (AbstractInsnNode entry : part.entries()) {
                makeTarget(flow.index(entry) + 1);
            }
            BitSet indexes = part.indexes();
            for (int i = indexes.nextSetBit(0); i >= 0; i = indexes.nextSetBit(i + 1)) {
                if (leavesStraight(part, i)) {
                    makeTarget(i + 1);
                }
            }
        }
        for (Part part : parts) {
            new Copy(part).write();
        }
        Map<AbstractInsnNode, AbstractInsnNode> resumptions = new LinkedHashMap<>(entryCopies);
        for (Map.Entry<AbstractInsnNode, AbstractInsnNode> copy : suspensionCopies.entrySet()) {
            resumptions.put(copy.getKey(), entryCopies.get(copy.getValue()));
        }
        return resumptions;
    }

    /** Whether the instruction runs straight into one that is not copied. */
    private boolean leavesStraight(Part part, int index) {
        return runsStraight(index) && !part.indexes().get(index + 1);
    }

    private boolean runsStraight(int index) {
        AbstractInsnNode instruction = flow.instruction(index);
        if (Calls.isYield(instruction)
                || instruction instanceof TableSwitchInsnNode
                || instruction instanceof LookupSwitchInsnNode) {
            return false;
        }
        int[] successors = flow.successors(index);
        return successors.length > 0 && instruction.getOpcode() != Opcodes.GOTO;
    }

    /** Puts a label and a frame before the instruction, so that it can be jumped to. */
    private void makeTarget(int index) {
        AbstractInsnNode instruction = flow.instruction(index);
        if (instruction.getOpcode() < 0) {
            instruction = Calls.nextReal(instruction);
        }
        if (target(instruction) == null) {
            FrameTypes before = types.get(instruction);
            method.instructions.insertBefore(instruction, new LabelNode());
            method.instructions.insertBefore(instruction, Frames.of(before.locals(), before.stack()));
        }
    }

    /** The label directly before the frame of a real instruction; null if it has no frame. */
    private static LabelNode target(AbstractInsnNode instruction) {
        LabelNode label = null;
        boolean frame = false;
        for (AbstractInsnNode at = instruction.getPrevious(); at != null && at.getOpcode() < 0; at = at.getPrevious()) {
            frame |= at instanceof FrameNode;
            if (at instanceof LabelNode found) {
                label = found;
            }
        }
        return frame ? label : null;
    }

    /** The copy of one part. */
    private final class Copy {
        private final Part part;
        private final Map<LabelNode, LabelNode> labels = new HashMap<>();
        private final List<AbstractInsnNode> copies = new ArrayList<>();
        private final List<Integer> originals = new ArrayList<>();
        private final InsnList list = new InsnList();

        Copy(Part part) {
            this.part = part;
        }

        void write() {
            mapLabels();
            for (AbstractInsnNode entry : part.entries()) {
                writeEntry(entry);
            }
            for (int i = part.indexes().nextSetBit(0);
                    i >= 0;
                    i = part.indexes().nextSetBit(i + 1)) {
                if (i == 0 || !part.indexes().get(i - 1)) {
                    writeLine(i);
                }
                writeWithTarget(i);
                if (leavesStraight(part, i)) {
                    list.add(new JumpInsnNode(Opcodes.GOTO, labels.get(targetOf(i + 1))));
                }
            }
            copyRanges();
            copyVariables();
            method.instructions.add(list);
        }

        /** Labels that belong to a copied instruction get a copy, the others stay. */
        private void mapLabels() {
            for (AbstractInsnNode at : method.instructions) {
                if (at instanceof LabelNode label) {
                    labels.put(label, isCopied(label) ? new LabelNode() : label);
                }
            }
        }

        private boolean isCopied(LabelNode label) {
            Integer index = flow.indexOrNull(label);
            if (index != null) {
                return part.indexes().get(index);
            }
            // One that makeTarget has put before an instruction, or one of another copy.
            AbstractInsnNode next = Calls.nextReal(label);
            Integer target = next == null ? null : flow.indexOrNull(next);
            return target != null && part.indexes().get(target);
        }

        private LabelNode targetOf(int index) {
            AbstractInsnNode instruction = flow.instruction(index);
            return target(instruction.getOpcode() < 0 ? Calls.nextReal(instruction) : instruction);
        }

        private void writeEntry(AbstractInsnNode call) {
            FrameTypes before = types.get(call);
            LabelNode start = new LabelNode();
            list.add(start);
            int line = Calls.line(call);
            if (line > 0) {
                list.add(new LineNumberNode(line, start));
            }
            list.add(Frames.of(before.locals(), before.stack()));
            AbstractInsnNode copy = call.clone(Map.of());
            entryCopies.put(call, copy);
            write(flow.index(call), copy);
            list.add(new JumpInsnNode(Opcodes.GOTO, labels.get(targetOf(flow.index(call) + 1))));
        }

        private void writeLine(int index) {
            int line = Calls.line(flow.instruction(index));
            if (line > 0) {
                LabelNode start = new LabelNode();
                list.add(start);
                list.add(new LineNumberNode(line, start));
            }
        }

        private void writeWithTarget(int index) {
            AbstractInsnNode original = flow.instruction(index);
            if (original.getOpcode() >= 0) {
                AbstractInsnNode frame = original.getPrevious();
                if (frame instanceof FrameNode && flow.indexOrNull(frame) == null) {
                    list.add(labels.get((LabelNode) frame.getPrevious()));
                    list.add(frame.clone(labels));
                }
            }
            if (original instanceof LineNumberNode number && labels.get(number.start) == number.start) {
                list.add(new LabelNode());
                list.add(new LineNumberNode(number.line, (LabelNode) list.getLast()));
                return;
            }
            AbstractInsnNode copy = original.clone(labels);
            if (Calls.isSuspension(original)) {
                suspensionCopies.put(copy, original);
            }
            write(index, copy);
        }

        private void write(int original, AbstractInsnNode copy) {
            list.add(copy);
            copies.add(copy);
            originals.add(original);
        }

        private void copyRanges() {
            List<TryCatchBlockNode> blocks = new ArrayList<>();
            for (TryCatchBlockNode block : method.tryCatchBlocks) {
                for (Run run : runs(block.start, block.end)) {
                    LabelNode handler = labels.get(block.handler);
                    TryCatchBlockNode copy = new TryCatchBlockNode(run.start(), run.end(), handler, block.type);
                    if (!Calls.isEmpty(copy)) {
                        blocks.add(copy);
                    }
                }
            }
            method.tryCatchBlocks.addAll(blocks);
        }

        private void copyVariables() {
            if (method.localVariables == null) {
                return;
            }
            List<LocalVariableNode> variables = new ArrayList<>();
            for (LocalVariableNode variable : method.localVariables) {
                for (Run run : runs(variable.start, variable.end)) {
                    variables.add(new LocalVariableNode(
                            variable.name, variable.desc, variable.signature, run.start(), run.end(), variable.index));
                }
            }
            method.localVariables.addAll(variables);
        }

        private boolean covers(LabelNode start, LabelNode end, int index) {
            Integer first = flow.indexOrNull(start);
            Integer last = flow.indexOrNull(end);
            return first != null && last != null && first <= index && index < last;
        }

        /** Puts labels around each run of copies whose originals stand between two labels. */
        private List<Run> runs(LabelNode from, LabelNode to) {
            List<Run> runs = new ArrayList<>();
            LabelNode start = null;
            for (int i = 0; i <= copies.size(); i++) {
                boolean inside = i < copies.size() && covers(from, to, originals.get(i));
                if (inside && start == null) {
                    start = new LabelNode();
                    list.insertBefore(copies.get(i), start);
                } else if (!inside && start != null) {
                    LabelNode end = new LabelNode();
                    list.insert(copies.get(i - 1), end);
                    runs.add(new Run(start, end));
                    start = null;
                }
            }
            return runs;
        }
    }

    /** The labels at both ends of some copies that stand in a row. */
    private record Run(LabelNode start, LabelNode end) {}
}
