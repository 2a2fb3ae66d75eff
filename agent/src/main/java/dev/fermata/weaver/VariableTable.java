package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The names of the local variables, for debuggers: moved to their new slots, and with a gap from a suspension over which
 * the variable is not kept to the next assignment, where it would show something else.
 */
final class VariableTable {
    private final MethodAnalysis analysis;
    private final MethodNode method;
    private final List<LabelNode> resumeLabels;
    private final Map<AbstractInsnNode, SuspensionPoint> points = new HashMap<>();
    private final HeldVariables held;
    private final List<LocalVariableNode> result = new ArrayList<>();

    VariableTable(MethodAnalysis analysis, List<LabelNode> resumeLabels) {
        this.analysis = analysis;
        this.method = analysis.method();
        this.resumeLabels = resumeLabels;
        for (SuspensionPoint point : analysis.points()) {
            points.put(point.call(), point);
        }
        this.held = method.localVariables == null ? null : new HeldVariables(analysis);
    }

    void split() {
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                split(variable);
            }
            method.localVariables = result;
        }
        moveAnnotations(method.visibleLocalVariableAnnotations);
        moveAnnotations(method.invisibleLocalVariableAnnotations);
    }

    private void split(LocalVariableNode variable) {
        ControlFlow flow = analysis.flow();
        int end = flow.index(variable.end);
        LabelNode start = null;
        for (int i = flow.index(variable.start); i < end; i++) {
            boolean holds = held.isHeld(variable.index, i);
            if (holds && start == null) {
                start = labelBefore(i);
            } else if (!holds && start != null) {
                add(variable, start, endBefore(i));
                start = null;
            }
        }
        if (start != null) {
            add(variable, start, variable.end);
        }
    }

    private LabelNode labelBefore(int index) {
        AbstractInsnNode instruction = analysis.flow().instruction(index);
        if (instruction instanceof LabelNode label) {
            return label;
        }
        LabelNode label = new LabelNode();
        method.instructions.insertBefore(instruction, label);
        return label;
    }

    /** What a suspended body does first when it goes on stands before the next instruction. */
    private LabelNode endBefore(int index) {
        SuspensionPoint point = points.get(analysis.flow().instruction(index - 1));
        return point == null ? labelBefore(index) : resumeLabels.get(point.label() - 1);
    }

    private void add(LocalVariableNode variable, LabelNode start, LabelNode end) {
        if (isEmpty(start, end)) {
            return;
        }
        int slot = analysis.variables().moved(variable.index);
        result.add(new LocalVariableNode(variable.name, variable.desc, variable.signature, start, end, slot));
    }

    /** The JVM takes two empty ranges of a variable for a broken table (JVMS 4.7.13). */
    private static boolean isEmpty(LabelNode start, LabelNode end) {
        for (AbstractInsnNode at = start; at != null && at != end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return false;
            }
        }
        return true;
    }

    private void moveAnnotations(List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            for (LocalVariableAnnotationNode annotation : annotations) {
                for (int i = 0; i < annotation.index.size(); i++) {
                    annotation.index.set(i, analysis.variables().moved(annotation.index.get(i)));
                }
            }
        }
    }
}
