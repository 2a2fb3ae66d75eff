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
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the body of a woven method: the user's code with a way out and a way in at each suspension point.
 *
 * <pre>
 *     the entry, see {@link EntryWriter}
 *     the user's code, and in it at point k:
 *         changed variables and stack into the fields; dead fields cleared; frame.label = k; return the item
 *     resume_k:
 *         what was sent, or throw what was thrown
 *     exit, where all returns go:
 *         the references in the frame cleared; frame.result = value; frame.label = RETURNED; return END
 * </pre>
 *
 * <p>Frames type only the variables that are live, so what is dead need not be restored.
 */
final class BodyWriter {
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final MethodNode method;
    private final String frameClass;
    private final InsnList code;
    private final LabelNode exit = new LabelNode();
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
            resumeLabels.add(new LabelNode());
        }
        new VariableTable(analysis, resumeLabels).split();
        moveVariables();
        analysis.endings().forEach(this::writeEnding);
        if (analysis.endings().values().stream().anyMatch(kind -> kind != Endings.Kind.GENERATOR)) {
            writeExit();
        }
        analysis.points().forEach(this::writePoint);
        new EntryWriter(analysis, frameClass, resumeLabels).write();
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
        // stack: value
        if (kind == Endings.Kind.GENERATOR) {
            end.loadReference(variables.frame()).op(Opcodes.SWAP);
            end.call(Opcodes.INVOKEVIRTUAL, variables.base(), "tail", Contract.OBJECT_TO_OBJECT);
            code.insertBefore(ending, end.list());
            return;
        }
        if (kind == Endings.Kind.RETURNED_OBJECT) {
            end.call(Opcodes.INVOKEVIRTUAL, Contract.RETURNED, "value", "()Ljava/lang/Object;");
        }
        end.store(Contract.OBJECT, variables.value()).jump(Opcodes.GOTO, exit);
        code.insertBefore(ending, end.list());
        code.remove(ending);
    }

    /** Where all returns meet: the frame drops its references, and gets the value and its last label. */
    private void writeExit() {
        List<FrameField> occupied = analysis.fieldsAtEnd();
        Code end = new Code();
        List<Object> slots = analysis.keepThis()
                ? List.of(analysis.variables().initialSlots().get(0))
                : List.of();
        end.label(exit).frame(Frames.of(variables.movedSlots(slots), List.of()));
        end.loadReference(variables.frame());
        String frameType = variables.base();
        if (variables.isInstance() || !occupied.isEmpty()) {
            frameType = frameClass;
            end.cast(frameType);
        }
        if (variables.isInstance()) {
            end.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
            end.field(Opcodes.PUTFIELD, frameClass, FrameClassWriter.SELF, analysis.selfDescriptor());
        }
        for (FrameField field : occupied) {
            end.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
            put(end, field);
        }
        end.op(Opcodes.DUP).loadReference(variables.value());
        end.field(Opcodes.PUTFIELD, frameType, "result", "Ljava/lang/Object;");
        end.push(Contract.RETURNED_LABEL).field(Opcodes.PUTFIELD, frameType, "label", "I");
        end.field(Opcodes.GETSTATIC, Contract.GENERATOR_FRAME, "END", "Ljava/lang/Object;");
        code.add(end.op(Opcodes.ARETURN).list());
    }

    // ---- suspension

    private void writePoint(SuspensionPoint point) {
        for (AbstractInsnNode suspension : point.suspensions()) {
            Code stop = new Code();
            writeSuspension(stop, point, suspension);
            code.insertBefore(suspension, stop.list());
            if (suspension != point.call()) {
                code.remove(suspension);
            }
        }
        if (analysis.routes().isEntryOnly(point.call())) {
            removeFrameBefore(point.call());
        }
        Code resumption = new Code();
        writeResumption(resumption, point);
        code.insertBefore(point.call(), resumption.list());
        code.remove(point.call());
    }

    /** The frame of a call that only stands for a way in; the way in has a frame of its own. */
    private void removeFrameBefore(AbstractInsnNode call) {
        AbstractInsnNode at = call.getPrevious();
        while (!(at instanceof FrameNode)) {
            at = at.getPrevious();
        }
        code.remove(at);
    }

    private void writeSuspension(Code suspension, SuspensionPoint point, AbstractInsnNode call) {
        boolean waiting = !point.waiting().isEmpty();
        // stack: waiting values, operand
        if (waiting) {
            suspension.store(Contract.OBJECT, variables.value());
            spillStack(suspension, point);
        }
        boolean yields = !Calls.isDelegation(point.call());
        String frameType = spillVariables(suspension, point, call);
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
    private String spillVariables(Code suspension, SuspensionPoint point, AbstractInsnNode call) {
        List<FrameField> changed = analysis.changedFields(point, call);
        List<FrameField> dead = analysis.deadFields(point, call);
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

    /** An empty range is not allowed (JVMS 4.7.3), and odd class files may leave one when a call is removed. */
    private void removeEmptyRanges() {
        method.tryCatchBlocks.removeIf(Calls::isEmpty);
    }
}
