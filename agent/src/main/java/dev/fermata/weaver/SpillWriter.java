package dev.fermata.weaver;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Writes the stores into the frame by which a body gets ready to be suspended. */
final class SpillWriter {
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final String frameClass;

    SpillWriter(MethodAnalysis analysis, String frameClass) {
        this.analysis = analysis;
        this.variables = analysis.variables();
        this.frameClass = frameClass;
    }

    /** Takes the values of the operand stack that wait at {@code point}, and nothing else, from the stack. */
    void spillStack(Code code, SuspensionPoint point) {
        List<FrameField> fields = analysis.stackFields(point);
        for (int i = fields.size() - 1; i >= 0; i--) {
            FrameField field = fields.get(i);
            if (field == null) {
                code.op(Opcodes.POP); // a null, which is pushed again when the body goes on
            } else {
                code.loadReference(variables.frame()).cast(frameClass).swapUnder(field.type());
                put(code, field);
            }
        }
    }

    /**
     * Stores the variables that have changed and clears the references that are dead.
     *
     * <p>Leaves the frame on the stack, and returns the type by which it is known there.
     */
    String spillVariables(Code code, SuspensionPoint point, AbstractInsnNode suspension) {
        List<FrameField> changed = analysis.changedFields(point, suspension);
        List<FrameField> dead = analysis.deadFields(point, suspension);
        code.loadReference(variables.frame());
        if (changed.isEmpty() && dead.isEmpty()) {
            return variables.base();
        }
        code.cast(frameClass);
        for (FrameField field : changed) {
            code.op(Opcodes.DUP).load(field.type(), variables.moved(field.slot()));
            put(code, field);
        }
        clear(code, dead);
        return frameClass;
    }

    /** Sets references in the frame to null; the frame is on the stack and stays there. */
    void clear(Code code, List<FrameField> fields) {
        for (FrameField field : fields) {
            code.op(Opcodes.DUP).op(Opcodes.ACONST_NULL);
            put(code, field);
        }
    }

    private void put(Code code, FrameField field) {
        code.field(Opcodes.PUTFIELD, frameClass, field.name(), field.descriptor());
    }
}
