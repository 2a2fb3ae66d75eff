package dev.fermata.weaver;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.util.CheckClassAdapter;

/** Checks a class file as far as that goes without loading other classes. */
public final class Verification {
    private Verification() {}

    /**
     * Checks structure and data flow.
     *
     * @param classFile what the weaver has written
     * @return what is wrong; null for nothing
     */
    public static String fault(byte[] classFile) {
        try {
            new ClassReader(classFile).accept(new CheckClassAdapter(new ClassNode(), true), 0);
            return null;
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
