package dev.fermata.weaver;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.SerialVersionUIDAdder;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;

/**
 * Keeps the default {@code serialVersionUID}, which is computed from the members of a class (Java Object Serialization
 * Specification 4.6) and would change with those that are added.
 */
final class SerialVersion {
    private static final String FIELD = "serialVersionUID";

    private SerialVersion() {}

    /** Adds the field with the value of the class as it was, if the class may be serialisable and has no such field. */
    static void keep(ClassReader original, ClassNode node, ClassVisitor target) {
        if (maySerialise(node)) {
            original.accept(new SerialVersionUIDAdder(Opcodes.ASM9, new FieldAdder(target)) {}, ClassReader.SKIP_CODE);
        }
    }

    /** Whether a superclass is serialisable cannot be seen; the field does no harm where none is. */
    private static boolean maySerialise(ClassNode node) {
        boolean other = (node.access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD)) != 0;
        boolean plain = node.interfaces.isEmpty() && Contract.OBJECT.equals(node.superName);
        return !other && !plain && !hasField(node);
    }

    private static boolean hasField(ClassNode node) {
        for (FieldNode field : node.fields) {
            if (field.name.equals(FIELD)) {
                return true;
            }
        }
        return false;
    }

    /** Hands on nothing but the new field. */
    private static final class FieldAdder extends ClassVisitor {
        private final ClassVisitor target;

        FieldAdder(ClassVisitor target) {
            super(Opcodes.ASM9);
            this.target = target;
        }

        @Override
        public FieldVisitor visitField(int access, String name, String desc, String signature, Object value) {
            if (name.equals(FIELD)) {
                target.visitField(access | Opcodes.ACC_PRIVATE, name, desc, signature, value)
                        .visitEnd();
            }
            return null;
        }
    }
}
