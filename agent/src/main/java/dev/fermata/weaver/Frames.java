package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;

/** Makes the frames of the StackMapTable (JVMS 4.7.4) from types per slot. */
final class Frames {
    private Frames() {}

    /** A full frame. */
    static FrameNode of(List<Object> slots, List<Object> stack) {
        List<Object> locals = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot++) {
            Object type = slots.get(slot);
            locals.add(type);
            if (FrameTypes.isWide(type)) {
                slot++;
            }
        }
        while (!locals.isEmpty() && locals.get(locals.size() - 1).equals(Opcodes.TOP)) {
            locals.remove(locals.size() - 1);
        }
        return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }

    /** The types per slot of a frame, {@code TOP} for the slots that are not in {@code live}. */
    static List<Object> liveSlots(FrameNode frame, BitSet live) {
        List<Object> slots = new ArrayList<>();
        for (Object type : frame.local) {
            boolean wide = FrameTypes.isWide(type);
            slots.add(live.get(slots.size()) ? type : Opcodes.TOP);
            if (wide) {
                slots.add(Opcodes.TOP);
            }
        }
        return slots;
    }
}
