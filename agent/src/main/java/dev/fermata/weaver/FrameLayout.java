package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** The fields of a frame class: made as the suspension points ask for them. */
final class FrameLayout {
    private record Key(int slot, Object type) {}

    private final List<FrameField> fields = new ArrayList<>();
    private final Map<Key, FrameField> byPlace = new HashMap<>();

    List<FrameField> fields() {
        return fields;
    }

    /** The field of the variable in {@code slot} while it has {@code type}. */
    FrameField variable(int slot, Object type) {
        return byPlace.computeIfAbsent(new Key(slot, type), key -> add("v" + slot, type, slot));
    }

    /** The field of the value at {@code depth} of the operand stack, counted from the bottom. */
    FrameField stack(int depth, Object type) {
        return byPlace.computeIfAbsent(new Key(-1 - depth, type), key -> add("s" + depth, type, -1 - depth));
    }

    /** The field of the variable in {@code slot} with {@code type}; null if no suspension point needs it. */
    FrameField existing(int slot, Object type) {
        return byPlace.get(new Key(slot, type));
    }

    private FrameField add(String place, Object type, int slot) {
        boolean taken = fields.stream().anyMatch(field -> field.slot() == slot);
        FrameField field = new FrameField(fields.size(), taken ? place + "_" + fields.size() : place, type, slot);
        fields.add(field);
        return field;
    }

    /** Whether a value of this type is kept in a field: null and what has no type yet are not. */
    static boolean isKept(Object type) {
        return !type.equals(Opcodes.TOP) && !type.equals(Opcodes.NULL);
    }
}
