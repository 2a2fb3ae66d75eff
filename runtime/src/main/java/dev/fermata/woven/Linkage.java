package dev.fermata.woven;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/** Links the calls by which woven methods make their frames: defines the frame class when it is first needed. */
public final class Linkage {
    /** The version of the contract between weaver and runtime; the table in {@code docs/weaving.md} is about it. */
    public static final int CONTRACT = 1;

    private Linkage() {}

    /**
     * Bootstraps the {@code invokedynamic} of a woven method.
     *
     * @param caller the user's class, which carries the frame class
     * @param name not used
     * @param type takes nothing and returns the base class of the frame
     * @param contract the version that the weaver wrote
     * @param className the binary name of the frame class
     * @param bytes the class file, a char for each byte, in pieces
     * @return a call of the constructor
     * @throws ReflectiveOperationException if the class cannot be defined in the package of {@code caller}
     * @throws IllegalStateException if the class was woven for another runtime
     */
    public static CallSite frame(
            MethodHandles.Lookup caller, String name, MethodType type, int contract, String className, String... bytes)
            throws ReflectiveOperationException {
        if (contract != CONTRACT) {
            throw new IllegalStateException(caller.lookupClass().getName() + " was woven by a Fermata with contract "
                    + contract + ", and the fermata-runtime on the class path has contract " + CONTRACT
                    + ". Use the agent and the runtime of the same version.");
        }
        Class<?> frame = define(caller, className, String.join("", bytes).getBytes(StandardCharsets.ISO_8859_1));
        return new ConstantCallSite(
                caller.findConstructor(frame, MethodType.methodType(void.class)).asType(type));
    }

    private static Class<?> define(MethodHandles.Lookup caller, String className, byte[] bytes)
            throws ReflectiveOperationException {
        try {
            return caller.defineClass(bytes);
        } catch (LinkageError duplicate) {
            // Another thread was faster, or another call of the same method.
            try {
                return caller.findClass(className);
            } catch (ClassNotFoundException broken) {
                duplicate.addSuppressed(broken);
                throw duplicate;
            }
        }
    }
}
