package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Makes the frames of the StackMapTable (JVMS 4.7.4) from types per slot. */
final class Frames {
    private Frames() {}

    /** A full frame. */
    static FrameNode of(List<Object> slots, List<Object> stack) {
        List<Object> locals = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            Object type = slots.get(slot);
            locals.add(named(type));
            if (FrameTypes.isWide(type)) {
                slot++;
            }
        }
        while (!locals.isEmpty() && locals.get(locals.size() - 1).equals(Opcodes.TOP)) {
            locals.remove(locals.size() - 1);
        }
        Object[] values = stack.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = named(values[i]);
        }
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), values.length, values);
    }

    /** The frame at a label; null if it has none. */
    static FrameNode at(LabelNode label) {
        for (AbstractInsnNode at = label; at != null && at.getOpcode() < 0; at = at.getNext()) {
            if (at instanceof FrameNode frame) {
                return frame;
            }
        }
        return null;
    }

    /** Whether there is a frame for what comes directly behind an instruction. */
    static boolean follows(AbstractInsnNode instruction) {
        AbstractInsnNode at = instruction.getNext();
        while (at != null && at.getOpcode() < 0) {
            if (at instanceof FrameNode) {
                return true;
            }
            at = at.getNext();
        }
        return false;
    }

    /** How a frame names a type: an object under construction by a label before its {@code NEW}. */
    private static Object named(Object type) {
        if (type instanceof TypeInsnNode) {
            AbstractInsnNode at = (AbstractInsnNode) type;
            while (!(at instanceof LabelNode)) {
                at = at.getPrevious();
            }
            return at;
        }
        return type;
    }

    static FrameNode copy(FrameNode frame) {
        return new FrameNode(
                Opcodes.F_NEW, frame.local.size(), frame.local.toArray(), frame.stack.size(), frame.stack.toArray());
    }

    /** The types per slot of a frame. */
    static List<Object> slots(FrameNode frame) {
        List<Object> slots = new ArrayList<>();
        for (Object type : frame.local) {
            slots.add(type);
            if (FrameTypes.isWide(type)) {
                slots.add(Opcodes.TOP);
            }
        }
        return slots;
    }
}
