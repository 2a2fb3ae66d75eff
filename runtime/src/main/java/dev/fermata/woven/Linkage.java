package dev.fermata.woven;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;

/**
 * Defines the frame class that a woven class carries, when one of its frames is made for the first time.
 *
 * <p>The woven method asks for it by a call that is linked by {@link #define} and does nothing, and then makes the frame by
 * {@code new} as anybody would: the compiler sees through that, and not always through a method handle of a constructor.
 */
public final class Linkage {
    /** The version of the contract between weaver and runtime; the table in {@code docs/weaving.md} is about it. */
    public static final int CONTRACT = 1;

    private Linkage() {}

    /**
     * The bootstrap method. It has these very types because the JVM would spin classes to convert others.
     *
     * @param caller the user's class, which carries the frame class
     * @param name not used
     * @param type of the call, which takes and returns nothing
     * @param contract the version that the weaver wrote, an integer
     * @param className the binary name of the frame class
     * @param bytes the class file, a char for each byte, as a string
     * @return a call site that does nothing
     * @throws ReflectiveOperationException if the class cannot be defined in the package of {@code caller}
     * @throws IllegalStateException if the class was woven for another runtime
     */
    public static Object define(
            MethodHandles.Lookup caller, String name, Object type, Object contract, Object className, Object bytes)
            throws ReflectiveOperationException {
        return defineLarge(caller, name, (MethodType) type, (Integer) contract, (String) className, (String) bytes);
    }

    /**
     * The bootstrap method for a frame class that one string cannot hold.
     *
     * @param caller as for {@link #define}
     * @param name as for {@link #define}
     * @param type as for {@link #define}
     * @param contract as for {@link #define}
     * @param className as for {@link #define}
     * @param bytes the class file, a char for each byte, in pieces
     * @return as for {@link #define}
     * @throws ReflectiveOperationException as for {@link #define}
     */
    public static CallSite defineLarge(
            MethodHandles.Lookup caller, String name, MethodType type, int contract, String className, String... bytes)
            throws ReflectiveOperationException {
        check(contract, caller.lookupClass().getName());
        define(caller, className, String.join("", bytes).getBytes(StandardCharsets.ISO_8859_1));
        return new ConstantCallSite(MethodHandles.empty(type));
    }

    /**
     * Checks that a class was woven for this runtime. A frame class with a class file of its own does so as it is
     * initialised.
     *
     * @param contract the version that the weaver wrote
     * @param className the binary name of the user's class
     * @throws IllegalStateException if the class was woven for another runtime
     */
    public static void check(int contract, String className) {
        if (contract != CONTRACT) {
            throw new IllegalStateException(className + " was woven by a Fermata with contract " + contract
                    + ", and the fermata-runtime on the class path has contract " + CONTRACT
                    + ". Use the agent and the runtime of the same version.");
        }
    }

    private static void define(MethodHandles.Lookup caller, String className, byte[] bytes)
            throws ReflectiveOperationException {
        try {
            caller.defineClass(bytes);
        } catch (LinkageError duplicate) {
            // Another thread was faster, or another call of the same method.
            try {
                caller.findClass(className);
            } catch (ClassNotFoundException broken) {
                duplicate.addSuppressed(broken);
                throw duplicate;
            }
        }
    }
}
