package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the body of a woven method: the user's code with a way in and a way out at each suspension point.
 *
 * <pre>
 *     switch (label) { case 0: start   case k: restore_k   default: the generator that was returned has ended }
 * restore_k:
 *     variables and stack from the fields of the frame; goto resume_k
 * start:
 *     the user's code, and in it at point k:
 *         changed variables and stack into the fields; dead fields cleared; frame.label = k; return the item
 *     resume_k:
 *         what was sent, or throw what was thrown
 * </pre>
 *
 * <p>All that is not the user's code stands before the first line number, so that no debugger stops in it, and outside
 * every try range. Frames type only the variables that are live, so what is dead need not be restored.
 */
final class BodyWriter {
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final MethodNode method;
    private final String frameClass;
    private final InsnList code;
    private final List<LabelNode> restoreLabels = new ArrayList<>();
    private final List<LabelNode> resumeLabels = new ArrayList<>();

    BodyWriter(MethodAnalysis analysis, String frameClass) {
        this.analysis = analysis;
        this.variables = analysis.variables();
        this.method = analysis.method();
        this.frameClass = frameClass;
        this.code = method.instructions;
    }

    /** Rewrites the code of the method in place; its name, descriptor and annotations are not looked at. */
    void write() {
        for (int i = 0; i < analysis.points().size(); i++) {
            restoreLabels.add(new LabelNode());
            resumeLabels.add(new LabelNode());
        }
        new VariableTable(analysis, resumeLabels).split();
        moveVariables();
        analysis.endings().forEach(this::writeEnding);
        analysis.points().forEach(this::writeSuspension);
        code.insert(entry());
        removeEmptyRanges();
    }

    private void moveVariables() {
        ControlFlow flow = analysis.flow();
        for (int i = 0; i < flow.size(); i++) {
            AbstractInsnNode instruction = flow.instruction(i);
            if (instruction instanceof VarInsnNode access) {
                access.var = variables.moved(access.var);
            } else if (instruction instanceof IincInsnNode increment) {
                increment.var = variables.moved(increment.var);
            } else if (instruction instanceof FrameNode frame) {
                BitSet live = (BitSet) analysis.liveness().before(i).clone();
                live.set(0, live.get(0) || analysis.keepThis());
                List<Object> slots = Frames.liveSlots(frame, live);
                FrameNode moved = Frames.of(variables.movedSlots(slots), frame.stack);
                frame.local = moved.local;
            }
        }
    }

    // ---- endings

    private void writeEnding(AbstractInsnNode ending, Endings.Kind kind) {
        Code end = new Code();
        if (kind == Endings.Kind.RETURNED_OBJECT) {
            end.call(Opcodes.INVOKEVIRTUAL, Contract.RETURNED, "value", "()Ljava/lang/Object;");
        }
        // stack: value
        end.loadReference(variables.frame()).op(Opcodes.SWAP);
        String name = kind == Endings.Kind.GENERATOR ? "tail" : "returned";
        end.call(Opcodes.INVOKEVIRTUAL, variables.base(), name, Contract.OBJECT_TO_OBJECT);
        code.insertBefore(ending, end.list());
    }

    // ---- suspension

    private void writeSuspension(SuspensionPoint point) {
        boolean waiting = !point.waiting().isEmpty();
        Code suspension = new Code();
        // stack: waiting values, operand
        if (waiting) {
            suspension.store(Contract.OBJECT, variables.value());
            spillStack(suspension, point);
        }
        boolean yields = !Calls.isDelegation(point.call());
        String frameType = spillVariables(suspension, point);
        // stack: operand if nothing waits, frame
        if (yields) {
            suspension.push(point.label()).field(Opcodes.PUTFIELD, frameType, "label", "I");
            if (waiting) {
                suspension.loadReference(variables.value());
            }
        } else {
            suspension.op(Opcodes.POP).loadReference(variables.frame());
            if (waiting) {
                suspension.loadReference(variables.value());
            } else {
                suspension.op(Opcodes.SWAP);
            }
            suspension.push(point.label());
            suspension.call(
                    Opcodes.INVOKEVIRTUAL, variables.base(), "delegate", "(Ljava/lang/Object;I)Ljava/lang/Object;");
        }
        suspension.op(Opcodes.ARETURN);
        writeResumption(suspension, point);
        code.insertBefore(point.call(), suspension.list());
        code.remove(point.call());
    }

    private void spillStack(Code suspension, SuspensionPoint point) {
        List<FrameField> fields = analysis.stackFields(point);
        for (int i = fields.size() - 1; i >= 0; i--) {
            FrameField field = fields.get(i);
            if (field == null) {
                suspension.op(Opcodes.POP); // a null, which is pushed again by the resumption
            } else {
                suspension.loadReference(variables.frame()).cast(frameClass).swapUnder(field.type());
                put(suspension, field);
            }
        }
    }

    /** Leaves the frame on the stack and returns the type by which it is known there. */
    private String spillVariables(Code suspension, SuspensionPoint point) {
        List<FrameField> changed = analysis.changedFields(point);
        List<FrameField> dead = analysis.deadFields(point);
        suspension.loadReference(variables.frame());
        if (changed.isEmpty() && dead.isEmpty()) {
            return variables.base();
        }
        suspension.cast(frameClass);
        for (FrameField field : changed) {
            suspension.op(Opcodes.DUP).load(field.type(), variables.moved(field.slot()));
            put(suspension, field);
        }
        for (FrameField field : dead) {
            suspension.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
            put(suspension, field);
        }
        return frameClass;
    }

    private void put(Code suspension, FrameField field) {
        suspension.field(Opcodes.PUTFIELD, frameClass, field.name(), field.descriptor());
    }

    private void writeResumption(Code resumption, SuspensionPoint point) {
        List<Object> slots = variables.movedSlots(point.slotsAfter(analysis.keepThis()));
        resumption
                .label(resumeLabels.get(point.label() - 1))
                .frame(Frames.of(slots, point.waiting()))
                .loadReference(variables.value())
                .loadReference(variables.exception())
                .call(Opcodes.INVOKESTATIC, Contract.GENERATOR_FRAME, "resumed", Contract.RESUME);
    }

    // ---- entry

    private InsnList entry() {
        Code entry = new Code();
        boolean tails = analysis.endings().containsValue(Endings.Kind.GENERATOR);
        if (analysis.points().isEmpty() && !tails && variables.areArgumentsPassed()) {
            return entry.list();
        }
        LabelNode start = new LabelNode();
        LabelNode tail = new LabelNode();
        entry.load(Opcodes.INTEGER, variables.label());
        LabelNode[] targets = new LabelNode[restoreLabels.size() + 1];
        targets[0] = start;
        for (int i = 0; i < restoreLabels.size(); i++) {
            targets[i + 1] = restoreLabels.get(i);
        }
        entry.add(new TableSwitchInsnNode(0, restoreLabels.size(), tail, targets));
        writeTail(entry, tail);
        analysis.points().forEach(point -> writeRestoration(entry, point));
        entry.label(start);
        writeStart(entry);
        return entry.list();
    }

    private FrameNode entryFrame() {
        return Frames.of(variables.initialSlots(), List.of());
    }

    private void writeTail(Code entry, LabelNode tail) {
        entry.label(tail)
                .frame(entryFrame())
                .loadReference(variables.frame())
                .loadReference(variables.value())
                .loadReference(variables.exception())
                .call(Opcodes.INVOKEVIRTUAL, variables.base(), "afterTail", Contract.RESUME)
                .op(Opcodes.ARETURN);
    }

    private void writeStart(Code entry) {
        boolean restores =
                !variables.areArgumentsPassed() && !analysis.storedArguments().isEmpty();
        if (restores || !startsWithFrame()) {
            entry.frame(entryFrame());
        }
        if (restores) {
            analysis.storedArguments().values().forEach(field -> restore(entry, field));
        }
    }

    /** Whether the user's code begins with a loop, so that a frame stands there already. */
    private boolean startsWithFrame() {
        AbstractInsnNode at = code.getFirst();
        while (at != null && at.getOpcode() < 0) {
            if (at instanceof FrameNode) {
                return true;
            }
            at = at.getNext();
        }
        return false;
    }

    private void writeRestoration(Code entry, SuspensionPoint point) {
        entry.label(restoreLabels.get(point.label() - 1)).frame(entryFrame());
        for (FrameField field : analysis.keptFields(point)) {
            if (!analysis.isPassed(field)) {
                restore(entry, field);
            }
        }
        point.kept().stream()
                .filter(slot -> point.types().local(slot).equals(Opcodes.NULL))
                .forEach(slot -> entry.op(Opcodes.ACONST_NULL).store(Opcodes.NULL, variables.moved(slot)));
        for (FrameField field : analysis.stackFields(point)) {
            if (field == null) {
                entry.op(Opcodes.ACONST_NULL);
            } else {
                get(entry, field);
            }
        }
        entry.jump(Opcodes.GOTO, resumeLabels.get(point.label() - 1));
    }

    private void restore(Code entry, FrameField field) {
        get(entry, field);
        entry.store(field.type(), variables.moved(field.slot()));
    }

    private void get(Code entry, FrameField field) {
        entry.loadReference(variables.frame()).cast(frameClass);
        entry.field(Opcodes.GETFIELD, frameClass, field.name(), field.descriptor());
    }

    /** An empty range is not allowed (JVMS 4.7.3), and odd class files may leave one when a call is removed. */
    private void removeEmptyRanges() {
        method.tryCatchBlocks.removeIf(BodyWriter::isEmpty);
    }

    private static boolean isEmpty(TryCatchBlockNode block) {
        for (AbstractInsnNode at = block.start; at != block.end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }
}
