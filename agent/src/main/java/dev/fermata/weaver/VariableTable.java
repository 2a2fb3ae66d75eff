package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The names of the local variables, for debuggers: moved to their new slots, and with a gap from a suspension over which
 * the variable is not kept to the next assignment, where it would show something else.
 */
final class VariableTable {
    private final MethodAnalysis analysis;
    private final MethodNode method;
    private final List<LabelNode> resumeLabels;
    private final Map<AbstractInsnNode, SuspensionPoint> points = new HashMap<>();
    private final List<LocalVariableNode> result = new ArrayList<>();

    VariableTable(MethodAnalysis analysis, List<LabelNode> resumeLabels) {
        this.analysis = analysis;
        this.method = analysis.method();
        this.resumeLabels = resumeLabels;
        for (SuspensionPoint point : analysis.points()) {
            points.put(point.call(), point);
        }
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
        boolean isThis = variable.index == 0 && analysis.keepThis();
        LabelNode start = variable.start;
        for (AbstractInsnNode at = variable.start; at != variable.end; at = at.getNext()) {
            SuspensionPoint point = points.get(at);
            if (point != null && start != null && !isThis && !point.kept().get(variable.index)) {
                boolean stops = !analysis.routes().isEntryOnly(at);
                if (stops || hasCode(start, at)) {
                    add(variable, start, resumeLabels.get(point.label() - 1));
                }
                start = null;
            } else if (start == null && isStore(at, variable.index)) {
                start = new LabelNode();
                method.instructions.insert(at, start);
            }
        }
        if (start != null && hasCode(start, variable.end)) {
            add(variable, start, variable.end);
        }
    }

    /** The JVM takes two empty ranges of a variable for a broken table (JVMS 4.7.13). */
    private static boolean hasCode(AbstractInsnNode start, AbstractInsnNode end) {
        for (AbstractInsnNode at = start; at != end; at = at.getNext()) {
            if (at.getOpcode() >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStore(AbstractInsnNode instruction, int slot) {
        return instruction instanceof VarInsnNode access
                && access.var == slot
                && access.getOpcode() >= Opcodes.ISTORE
                && access.getOpcode() <= Opcodes.ASTORE;
    }

    private void add(LocalVariableNode variable, LabelNode start, LabelNode end) {
        int slot = analysis.variables().moved(variable.index);
        result.add(new LocalVariableNode(variable.name, variable.desc, variable.signature, start, end, slot));
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
