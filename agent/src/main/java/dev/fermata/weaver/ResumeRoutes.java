package dev.fermata.weaver;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * How a resumed body gets back to where it stopped.
 *
 * @param resumptions per call that suspends, the call at which the body goes on, where that is another one: a copy of it
 * @param gates per call at which the body goes on, the heads of the loops that are entered on the way, the outermost first
 */
record ResumeRoutes(Map<AbstractInsnNode, AbstractInsnNode> resumptions, Map<AbstractInsnNode, List<LabelNode>> gates) {

    /** Every body goes on right behind the call that suspended it. */
    static ResumeRoutes direct() {
        return new ResumeRoutes(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Where the body goes on that {@code call} has suspended. */
    AbstractInsnNode resumption(AbstractInsnNode call) {
        return resumptions.getOrDefault(call, call);
    }

    /** Whether {@code call} only stands for the place at which a body goes on, and nothing leads to it. */
    boolean isEntryOnly(AbstractInsnNode call) {
        return resumptions.containsValue(call);
    }

    boolean isEmpty() {
        return resumptions.isEmpty();
    }
}
