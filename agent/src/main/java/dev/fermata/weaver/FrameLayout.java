package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;

/** The fields of a frame class: made as the suspension points ask for them. */
final class FrameLayout {
    /** Where a value stands, and its type: the record's own methods would be linked when the first is looked up. */
    private record Key(int slot, Object type) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.slot == slot && key.type.equals(type);
        }

        @Override
        public int hashCode() {
            return 31 * slot + type.hashCode();
        }
    }

    private final List<FrameField> fields = new ArrayList<>();
    private final Map<Key, FrameField> byPlace = new HashMap<>();

    List<FrameField> fields() {
        return fields;
    }

    /** The field of the variable in {@code slot} while it has {@code type}. */
    FrameField variable(int slot, Object type) {
        return fieldAt("v" + slot, type, slot);
    }

    /** The field of the value at {@code depth} of the operand stack, counted from the bottom. */
    FrameField stack(int depth, Object type) {
        return fieldAt("s" + depth, type, -1 - depth);
    }

    /** The field of the variable in {@code slot} with {@code type}; null if no suspension point needs it. */
    FrameField existing(int slot, Object type) {
        return byPlace.get(new Key(slot, type));
    }

    private FrameField fieldAt(String place, Object type, int slot) {
        FrameField known = existing(slot, type);
        if (known != null) {
            return known;
        }
        String name = isTaken(slot) ? place + "_" + fields.size() : place;
        FrameField field = new FrameField(fields.size(), name, type, slot);
        fields.add(field);
        byPlace.put(new Key(slot, type), field);
        return field;
    }

    private boolean isTaken(int slot) {
        for (FrameField field : fields) {
            if (field.slot() == slot) {
                return true;
            }
        }
        return false;
    }

    /** Whether a value of this type is kept in a field: null and what has no type yet are not. */
    static boolean isKept(Object type) {
        return !type.equals(Opcodes.TOP) && !type.equals(Opcodes.NULL);
    }
}
