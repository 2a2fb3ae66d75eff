package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 *         the way out, see {@link YieldWriter} and {@link AwaitWriter}
 *     resume_k:
 *         what was sent or awaited, or throw what was thrown
 * </pre>
 *
 * <p>Frames type only the variables that are live, so what is dead need not be restored.
 */
final class BodyWriter {
    private final WovenMethod woven;
    private final MethodAnalysis analysis;
    private final Variables variables;
    private final MethodNode method;
    private final InsnList code;
    private final PointWriter points;
    private final List<LabelNode> resumeLabels = new ArrayList<>();

    BodyWriter(WovenMethod woven) {
        this.woven = woven;
        this.analysis = woven.analysis();
        this.variables = analysis.variables();
        this.method = analysis.method();
        this.code = method.instructions;
        this.points = pointWriter();
    }

    private PointWriter pointWriter() {
        return switch (analysis.kind()) {
            case GENERATOR -> new YieldWriter(analysis, woven.frameClass());
            case ASYNC_GENERATOR -> new AsyncYieldWriter(woven);
            case COROUTINE, COMPLETABLE_FUTURE, COMPLETION_STAGE -> new AwaitWriter(woven);
        };
    }

    /** Rewrites the code of the method in place; its name, descriptor and annotations are not looked at. */
    void write() {
        for (int i = 0; i < analysis.points().size(); i++) {
            resumeLabels.add(new LabelNode());
        }
        new VariableTable(analysis, resumeLabels).split();
        moveVariables();
        for (Map.Entry<AbstractInsnNode, Endings.Ending> ending :
                analysis.endings().entrySet()) {
            points.writeEnding(ending.getKey(), ending.getValue());
        }
        for (SuspensionPoint point : analysis.points()) {
            writePoint(point);
        }
        new EntryWriter(woven, resumeLabels).write(points.shared());
        Calls.removeEmptyRanges(method); // odd class files may leave one when a call is removed
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
                List<Object> slots = Frames.slots(frame);
                for (int slot = 0; slot < slots.size(); slot++) {
                    if (!analysis.isTyped(slot, i)) {
                        slots.set(slot, Opcodes.TOP);
                    }
                }
                FrameNode moved = Frames.of(variables.movedSlots(slots), frame.stack);
                frame.local = moved.local;
            }
        }
    }

    private void writePoint(SuspensionPoint point) {
        for (AbstractInsnNode suspension : point.suspensions()) {
            points.writeSuspension(point, suspension);
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

    private void writeResumption(Code resumption, SuspensionPoint point) {
        List<Object> slots = variables.movedSlots(point.slotsAfter(analysis.keepThis()));
        resumption
                .label(resumeLabels.get(point.label() - 1))
                .frame(Frames.of(slots, point.waiting()))
                .loadReference(variables.value())
                .loadReference(variables.exception())
                .call(Opcodes.INVOKESTATIC, variables.base(), "resumed", Contract.RESUME);
    }
}
