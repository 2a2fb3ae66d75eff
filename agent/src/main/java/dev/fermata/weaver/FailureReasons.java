package dev.fermata.weaver;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;

/** What to tell the user when the weaver comes upon a method that it cannot write. */
final class FailureReasons {
    private FailureReasons() {}

    /**
     * Finds the methods that must be left out.
     *
     * @param failure what was thrown while the class was written
     * @param weaver what was writing it
     * @return the reason to reject, by name and descriptor of the method
     */
    static Map<String, String> of(Throwable failure, ClassWeaver weaver, ClassNode node) {
        if (failure instanceof MethodTooLargeException tooLarge) {
            String method = weaver.userMethod(tooLarge.getMethodName() + tooLarge.getDescriptor());
            if (method != null) {
                return Map.of(method, tooLarge(nameOf(node, method), tooLarge.getCodeSize()));
            }
        }
        Map<String, String> reasons = new TreeMap<>();
        for (String method : weaver.suspects()) {
            String name = nameOf(node, method);
            int size = weaver.sizeWithFarJumps(method);
            if (failure instanceof ClassTooLargeException tooLarge) {
                reasons.put(method, classTooLarge(name, tooLarge.getConstantPoolCount()));
            } else {
                // ASM cannot write what far jumps make too large, and fails in several ways.
                reasons.put(method, size > 0 ? tooLargeWithFarJumps(name, size) : fault(name, failure));
            }
        }
        return reasons;
    }

    private static String nameOf(ClassNode node, String method) {
        return node.name.replace('/', '.') + "." + method.substring(0, method.indexOf('('));
    }

    private static String tooLarge(String method, int size) {
        return "the @Async method " + method + " would have " + size
                + " bytes of bytecode after weaving; the JVM allows 65535. Split it into several methods.";
    }

    private static String tooLargeWithFarJumps(String method, int size) {
        return "the @Async method " + method + " would have " + size
                + " bytes of bytecode after weaving, and more for its far jumps; the JVM allows 65535. Split it into "
                + "several methods.";
    }

    private static String classTooLarge(String method, int constants) {
        return "the @Async method " + method + " stands in a class that would have " + constants
                + " constants after weaving; the JVM allows 65535. Split the class.";
    }

    private static String fault(String method, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "the method " + method + " could not be woven, by a fault in Fermata (" + failure
                + (trace.length == 0 ? "" : " at " + trace[0]) + "). Please report this, with the class file.";
    }
}
