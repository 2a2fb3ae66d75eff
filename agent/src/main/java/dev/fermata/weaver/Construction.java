package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Moves {@code new} behind the evaluation of the constructor's arguments, where one of them suspends: an object under
 * construction cannot be stored in a frame (JVMS 4.10.2.4).
 *
 * <p>{@code NEW} is replaced by a null that stands for the object, and goes through the same {@code DUP}s, {@code SWAP}s
 * and branches. The constructor call makes the object, calls the constructor, and puts it wherever a copy of the null is.
 * The class is still initialised where {@code NEW} stood, as an object is made there and dropped.
 *
 * <pre>
 * NEW A                      NEW A; POP; ACONST_NULL
 * DUP                        DUP
 * (arguments)                (arguments)
 * INVOKESPECIAL A.&lt;init&gt;    (store arguments); POP; POP; NEW A; DUP; (load arguments); INVOKESPECIAL A.&lt;init&gt;
 * </pre>
 */
final class Construction {
    private final String owner;
    private final MethodNode method;

    private Construction(String owner, MethodNode method) {
        this.owner = owner;
        this.method = method;
    }

    /** Rewrites {@code method} so that nothing is under construction at its suspensions. */
    static void moveBehindSuspensions(String owner, MethodNode method) {
        new Construction(owner, method).move();
    }

    private void move() {
        labelAllocations();
        Map<AbstractInsnNode, FrameTypes> types =
                FrameTypes.before(owner, method, FrameTypes.Wanted.SUSPENSIONS_AND_CONSTRUCTORS);
        Set<TypeInsnNode> inFlight = new LinkedHashSet<>();
        for (Map.Entry<AbstractInsnNode, FrameTypes> at : types.entrySet()) {
            if (Calls.isSuspension(at.getKey())) {
                addAllocations(at.getValue().stack(), inFlight);
                addAllocations(at.getValue().locals(), inFlight);
            }
        }
        if (inFlight.isEmpty()) {
            return;
        }
        for (Map.Entry<AbstractInsnNode, FrameTypes> at : types.entrySet()) {
            if (Calls.isConstructor(at.getKey())) {
                MethodInsnNode constructor = (MethodInsnNode) at.getKey();
                if (inFlight.contains(receiver(constructor, at.getValue()))) {
                    constructHere(constructor, at.getValue());
                }
            }
        }
        forgetInFrames(inFlight);
        for (TypeInsnNode allocation : inFlight) {
            replaceByNull(allocation);
        }
    }

    /** Types refer to a {@code NEW} by a label before it. */
    private void labelAllocations() {
        for (AbstractInsnNode instruction : method.instructions.toArray()) {
            if (instruction.getOpcode() == Opcodes.NEW) {
                method.instructions.insertBefore(instruction, new LabelNode());
            }
        }
    }

    private static void addAllocations(List<Object> types, Set<TypeInsnNode> result) {
        for (Object type : types) {
            if (type instanceof TypeInsnNode allocation) {
                result.add(allocation);
            }
        }
    }

    private static Object receiver(MethodInsnNode constructor, FrameTypes before) {
        int arguments = Type.getArgumentTypes(constructor.desc).length;
        return before.stack().get(before.stack().size() - 1 - arguments);
    }

    private void replaceByNull(TypeInsnNode allocation) {
        InsnList list = new Code().op(Opcodes.POP).op(Opcodes.ACONST_NULL).list();
        method.instructions.insert(allocation, list);
    }

    /** In the frames between allocation and constructor the object is now a null. */
    private void forgetInFrames(Set<TypeInsnNode> allocations) {
        Set<LabelNode> labels = new HashSet<>();
        for (TypeInsnNode allocation : allocations) {
            AbstractInsnNode before = allocation.getPrevious();
            while (before != null && before.getOpcode() < 0) {
                if (before instanceof LabelNode label) {
                    labels.add(label);
                }
                before = before.getPrevious();
            }
        }
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FrameNode frame) {
                frame.local = withNulls(frame.local, labels);
                frame.stack = withNulls(frame.stack, labels);
            }
        }
    }

    private static List<Object> withNulls(List<Object> types, Set<LabelNode> labels) {
        List<Object> result = new ArrayList<>();
        for (Object type : types) {
            result.add(type instanceof LabelNode label && labels.contains(label) ? Opcodes.NULL : type);
        }
        return result;
    }

    /** Before: ..., copies and other values, null, arguments. After: the same, with the object for each copy. */
    private void constructHere(MethodInsnNode constructor, FrameTypes before) {
        Object allocation = receiver(constructor, before);
        int below = before.stack().size() - 1 - Type.getArgumentTypes(constructor.desc).length;
        List<Object> arguments =
                before.stack().subList(below + 1, before.stack().size());
        int lowest = before.stack().indexOf(allocation);
        List<Object> waiting = before.stack().subList(lowest, below);

        Code code = new Code();
        int firstArgument = unload(code, arguments, null);
        code.op(Opcodes.POP); // stack: ..., copies and other values
        int firstWaiting = unload(code, waiting, allocation);
        code.type(Opcodes.NEW, constructor.owner).op(Opcodes.DUP);
        reload(code, arguments, firstArgument);
        code.call(Opcodes.INVOKESPECIAL, constructor.owner, "<init>", constructor.desc);
        // stack: ..., object
        if (waiting.size() == 1 && !before.locals().contains(allocation)) {
            replace(constructor, code);
            return;
        }
        int object = method.maxLocals++;
        code.store(constructor.owner, object);
        for (int i = 0, slot = firstWaiting; i < waiting.size(); i++) {
            Object type = waiting.get(i);
            boolean copy = type == allocation;
            code.load(type, copy ? object : slot);
            slot += copy ? 0 : FrameTypes.isWide(type) ? 2 : 1;
        }
        for (int slot = 0; slot < before.locals().size(); slot++) {
            if (before.local(slot) == allocation) {
                code.loadReference(object).store(constructor.owner, slot);
            }
        }
        replace(constructor, code);
    }

    /** Stores values from the stack into new variables, but pops those of type {@code dropped}; returns the first slot. */
    private int unload(Code code, List<Object> values, Object dropped) {
        int first = method.maxLocals;
        int slot = first;
        for (Object type : values) {
            slot += type == dropped ? 0 : FrameTypes.isWide(type) ? 2 : 1;
        }
        method.maxLocals = slot;
        for (ListIterator<Object> it = values.listIterator(values.size()); it.hasPrevious(); ) {
            Object type = it.previous();
            if (type == dropped) {
                code.op(Opcodes.POP);
            } else {
                slot -= FrameTypes.isWide(type) ? 2 : 1;
                code.store(type, slot);
            }
        }
        return first;
    }

    private static void reload(Code code, List<Object> values, int first) {
        int slot = first;
        for (Object type : values) {
            code.load(type, slot);
            slot += FrameTypes.isWide(type) ? 2 : 1;
        }
    }

    private void replace(MethodInsnNode constructor, Code code) {
        method.instructions.insert(constructor, code.list());
        method.instructions.remove(constructor);
    }
}
