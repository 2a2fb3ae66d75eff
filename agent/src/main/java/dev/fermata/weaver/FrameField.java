package dev.fermata.weaver;

import org.objectweb.asm.Opcodes;

/**
 * A field of a frame class, which holds a variable or a value of the operand stack over a suspension.
 *
 * <p>It has the very type that the verifier knows at the suspension, so that restoring needs no cast (a cast may name a
 * class which the user's class cannot access). One slot with several types has several fields.
 *
 * @param index its position among the fields of the frame
 * @param name unique in the frame
 * @param type the verification type
 * @param slot of the variable in the user's method; negative for the operand stack
 */
record FrameField(int index, String name, Object type, int slot) {

    String descriptor() {
        if (type instanceof String name) {
            return name.startsWith("[") ? name : "L" + name + ";";
        }
        if (type.equals(Opcodes.LONG)) {
            return "J";
        }
        if (type.equals(Opcodes.FLOAT)) {
            return "F";
        }
        return type.equals(Opcodes.DOUBLE) ? "D" : "I";
    }

    boolean isReference() {
        return FrameTypes.isReference(type);
    }

    /** Fields of one frame are compared, and only by what is unique there. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FrameField field && field.index == index;
    }

    @Override
    public int hashCode() {
        return index;
    }
}
