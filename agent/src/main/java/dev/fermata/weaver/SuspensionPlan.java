package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * What happens to each method of a class: woven, rejected with a reason, adapted, or nothing.
 *
 * @param methods in the order of the class file, those that stay as they are left out
 */
record SuspensionPlan(List<MethodPlan> methods) {

    /** What happens to one method. */
    enum Treatment {
        /** It becomes a stub, a body and a frame class. */
        WEAVE,
        /** It throws the reason when it is called. */
        REJECT,
        /** It is no coroutine, but calls {@code done}, which becomes an object, or drops a coroutine, which is told of. */
        ADAPT
    }

    /**
     * What happens to a method, and why.
     *
     * @param method as it stands in the class file
     * @param treatment what happens
     * @param reason for a rejection, what to tell the user; else why, for whoever asks for an explanation
     */
    record MethodPlan(MethodNode method, Treatment treatment, String reason) {}

    /**
     * Plans for a class.
     *
     * @param known rejections that are known from an earlier attempt, by name and descriptor
     */
    static SuspensionPlan of(ClassNode node, Map<String, String> known) {
        List<MethodPlan> plans = new ArrayList<>();
        if (!isWoven(node)) {
            Rules rules = new Rules(node, lambdaBodies(node));
            for (MethodNode method : node.methods) {
                String rejection = known.get(method.name + method.desc);
                MethodPlan plan =
                        rejection != null ? new MethodPlan(method, Treatment.REJECT, rejection) : rules.decide(method);
                if (plan != null) {
                    plans.add(plan);
                }
            }
        }
        return new SuspensionPlan(List.copyOf(plans));
    }

    boolean isEmpty() {
        return methods.isEmpty();
    }

    static boolean isWoven(ClassNode node) {
        return hasAnnotation(node.invisibleAnnotations, Contract.WOVEN);
    }

    static boolean hasAnnotation(List<AnnotationNode> annotations, String descriptor) {
        if (annotations != null) {
            for (AnnotationNode annotation : annotations) {
                if (annotation.desc.equals(descriptor)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The methods that lambda expressions of this class became. */
    private static Set<String> lambdaBodies(ClassNode node) {
        Set<String> synthetic = new HashSet<>();
        for (MethodNode method : node.methods) {
            if ((method.access & Opcodes.ACC_SYNTHETIC) != 0) {
                synthetic.add(method.name + method.desc);
            }
        }
        Set<String> result = new HashSet<>();
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode instruction : method.instructions) {
                if (instruction instanceof InvokeDynamicInsnNode call) {
                    for (Object argument : call.bsmArgs) {
                        if (argument instanceof Handle handle
                                && handle.getOwner().equals(node.name)) {
                            result.add(handle.getName() + handle.getDesc());
                        }
                    }
                }
            }
        }
        result.retainAll(synthetic);
        return result;
    }
}
