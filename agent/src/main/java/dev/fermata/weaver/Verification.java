package dev.fermata.weaver;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;

/** Checks a class file as far as that goes without loading other classes. */
public final class Verification {
    private Verification() {}

    /**
     * Checks structure, data flow and frames.
     *
     * @param classFile what the weaver has written
     * @return what is wrong, as one line; null for nothing
     */
    public static String fault(byte[] classFile) {
        try {
            // A writer makes it check frames and sizes too.
            new ClassReader(classFile).accept(new CheckClassAdapter(new ClassWriter(0), true), 0);
            return null;
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }
}
