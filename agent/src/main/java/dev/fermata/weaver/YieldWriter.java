package dev.fermata.weaver;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;

/**
 * The points of a generator.
 *
 * <pre>
 * yield:   changed variables and stack into the fields; dead fields cleared; frame.label = k; return the item
 * return:  the references in the frame cleared; frame.result = value; frame.label = RETURNED; return END
 * </pre>
 */
final class YieldWriter implements PointWriter {
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final String frameClass;
    private final SpillWriter spills;
    private final InsnList code;
    private final LabelNode exit = new LabelNode();
    private int lastLine;

    YieldWriter(MethodAnalysis analysis, String frameClass) {
        this.analysis = analysis;
        this.variables = analysis.variables();
        this.frameClass = frameClass;
        this.spills = new SpillWriter(analysis, frameClass);
        this.code = analysis.method().instructions;
    }

    @Override
    public void writeSuspension(SuspensionPoint point, AbstractInsnNode suspension) {
        boolean waiting = !point.waiting().isEmpty();
        Code stop = new Code();
        // stack: waiting values, operand
        if (waiting) {
            stop.store(Contract.OBJECT, variables.value());
            spills.spillStack(stop, point);
        }
        String frameType = spills.spillVariables(stop, point, suspension);
        // stack: operand if nothing waits, frame
        if (Calls.isDelegation(suspension)) {
            stop.op(Opcodes.POP).loadReference(variables.frame());
            if (waiting) {
                stop.loadReference(variables.value());
            } else {
                stop.op(Opcodes.SWAP);
            }
            stop.push(point.label());
            stop.call(Opcodes.INVOKEVIRTUAL, variables.base(), "delegate", "(Ljava/lang/Object;I)Ljava/lang/Object;");
        } else {
            stop.push(point.label()).field(Opcodes.PUTFIELD, frameType, "label", "I");
            if (waiting) {
                stop.loadReference(variables.value());
            }
        }
        code.insertBefore(suspension, stop.op(Opcodes.ARETURN).list());
    }

    @Override
    public void writeEnding(AbstractInsnNode instruction, Endings.Ending ending) {
        lastLine = Math.max(lastLine, Calls.line(instruction));
        Code end = new Code();
        // stack: value
        if (ending.how() == Endings.How.TAIL_CALL) {
            end.loadReference(variables.frame()).op(Opcodes.SWAP);
            end.call(Opcodes.INVOKEVIRTUAL, variables.base(), "tail", Contract.OBJECT_TO_OBJECT);
            code.insertBefore(instruction, end.list());
            return;
        }
        if (ending.how() == Endings.How.ENDED_OBJECT) {
            end.call(Opcodes.INVOKEVIRTUAL, analysis.kind().finished(), "value", "()Ljava/lang/Object;");
        }
        end.store(Contract.OBJECT, variables.value());
        for (int i = ending.below().size() - 1; i >= 0; i--) {
            end.pop(ending.below().get(i));
        }
        end.jump(Opcodes.GOTO, exit);
        code.insertBefore(instruction, end.list());
        code.remove(instruction);
    }

    /**
     * Where all returns meet: the frame drops its references, and gets the value and its last label. It stands behind the
     * user's code with the line of the last return, as a debugger passes through it.
     */
    @Override
    public InsnList shared() {
        if (analysis.hasOnlyTailCalls()) {
            return new InsnList();
        }
        List<FrameField> occupied = analysis.fieldsAtEnd();
        Code end = new Code();
        List<Object> slots =
                analysis.keepThis() ? List.of(variables.initialSlots().get(0)) : List.of();
        end.label(exit);
        if (lastLine > 0) {
            end.add(new LineNumberNode(lastLine, exit));
        }
        end.frame(Frames.of(variables.movedSlots(slots), List.of()));
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
        spills.clear(end, occupied);
        end.op(Opcodes.DUP).loadReference(variables.value());
        end.field(Opcodes.PUTFIELD, frameType, "result", "Ljava/lang/Object;");
        end.push(Contract.RETURNED_LABEL).field(Opcodes.PUTFIELD, frameType, "label", "I");
        end.field(Opcodes.GETSTATIC, Contract.GENERATOR_FRAME, "END", "Ljava/lang/Object;");
        code.add(end.op(Opcodes.ARETURN).list());
        return new InsnList();
    }
}
