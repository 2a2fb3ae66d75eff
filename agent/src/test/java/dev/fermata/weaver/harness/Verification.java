package dev.fermata.weaver.harness;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** ASM's verifier: it says more than the JVM's, and looks at every method. */
final class Verification {
    private static final int LONGEST = 4_000;

    private Verification() {}

    /**
     * Verifies a class file.
     *
     * @param loader finds the types that are mentioned
     * @return what is wrong; empty if nothing is
     */
    static Optional<String> errors(byte[] classFile, ClassLoader loader) {
        var text = new StringWriter();
        CheckClassAdapter.verify(new ClassReader(classFile), loader, false, new PrintWriter(text));
        String errors = text.toString();
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(errors.substring(0, Math.min(errors.length(), LONGEST)));
    }
}
