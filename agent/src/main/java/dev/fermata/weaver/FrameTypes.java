package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * The verification types before an instruction. They follow from the class file's own frames, simulated along the
 * straight line, so that no other class is looked at.
 *
 * <p>A type is what {@link org.objectweb.asm.MethodVisitor#visitFrame} takes, but for an object under construction, which
 * is the {@code NEW} instruction that made it.
 *
 * @param locals one entry per slot; {@code TOP} for what holds nothing and for the second slot of a long or a double
 * @param stack one entry per value, the top last
 */
record FrameTypes(List<Object> locals, List<Object> stack) {

    /** The instructions before which the types are wanted. */
    enum Wanted {
        ALL,
        SUSPENSIONS_AND_CONSTRUCTORS,
        SUSPENSIONS_AND_RETURNS;

        boolean includes(AbstractInsnNode instruction) {
            if (this == ALL) {
                return instruction.getOpcode() >= 0;
            }
            boolean other = this == SUSPENSIONS_AND_CONSTRUCTORS
                    ? Calls.isConstructor(instruction)
                    : instruction.getOpcode() == Opcodes.ARETURN;
            return other || Calls.isSuspension(instruction);
        }
    }

    /** Simulates {@code method} and keeps the types before each reachable instruction that is {@code wanted}. */
    static Map<AbstractInsnNode, FrameTypes> before(String owner, MethodNode method, Wanted wanted) {
        Map<Label, TypeInsnNode> allocations = allocations(method);
        Map<AbstractInsnNode, FrameTypes> result = new LinkedHashMap<>();
        AnalyzerAdapter simulation = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
        for (AbstractInsnNode instruction : method.instructions) {
            if (simulation.locals != null && wanted.includes(instruction)) {
                result.put(instruction, snapshot(simulation, allocations));
            }
            instruction.accept(simulation);
        }
        return result;
    }

    /** A frame may name any of the labels that stand before a {@code NEW}. */
    private static Map<Label, TypeInsnNode> allocations(MethodNode method) {
        Map<Label, TypeInsnNode> result = new HashMap<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof TypeInsnNode allocation && allocation.getOpcode() == Opcodes.NEW) {
                AbstractInsnNode before = allocation.getPrevious();
                while (before != null && before.getOpcode() < 0) {
                    if (before instanceof LabelNode label) {
                        result.put(label.getLabel(), allocation);
                    }
                    before = before.getPrevious();
                }
            }
        }
        return result;
    }

    private static FrameTypes snapshot(AnalyzerAdapter simulation, Map<Label, TypeInsnNode> allocations) {
        List<Object> locals = new ArrayList<>(simulation.locals.size());
        for (Object type : simulation.locals) {
            locals.add(resolved(type, allocations));
        }
        List<Object> stack = new ArrayList<>();
        for (int i = 0; i < simulation.stack.size(); i++) {
            Object type = simulation.stack.get(i);
            stack.add(resolved(type, allocations));
            if (isWide(type)) {
                i++;
            }
        }
        return new FrameTypes(locals, stack);
    }

    private static Object resolved(Object type, Map<Label, TypeInsnNode> allocations) {
        return type instanceof Label label ? allocations.get(label) : type;
    }

    /** The type in a slot; {@code TOP} beyond the last. */
    Object local(int slot) {
        return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
    }

    /** Whether a value of this type takes two slots. */
    static boolean isWide(Object type) {
        return type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE);
    }

    /** Whether a value of this type can keep an object alive. */
    static boolean isReference(Object type) {
        return type instanceof String;
    }
}
