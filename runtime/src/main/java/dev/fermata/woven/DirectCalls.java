package dev.fermata.woven;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;

/**
 * Tells an {@code await} of a coroutine method of another class whether that method has a body that can be called instead,
 * so that no coroutine object is made. Whether the other class is woven, and still as it was when the caller was compiled, is
 * known only when it is there.
 */
public final class DirectCalls {
    private DirectCalls() {}

    /**
     * The bootstrap method for static methods.
     *
     * @param caller the class that awaits
     * @param name of the method
     * @param type takes nothing and returns a {@code boolean}
     * @param owner the class of the method
     * @param method the type of the method
     * @return a call that tells whether there is a body that the caller can see
     */
    public static CallSite hasStaticBody(
            MethodHandles.Lookup caller, String name, MethodType type, Class<?> owner, MethodType method) {
        try {
            Class<?> declaring = declaring(caller, caller.findStatic(owner, name, method));
            return answer(declaring == declaring(caller, caller.findStatic(owner, name, body(method))));
        } catch (NoSuchMethodException | IllegalAccessException notWoven) {
            return answer(false);
        }
    }

    /**
     * The bootstrap method for instance methods of classes that were final when the caller was compiled.
     *
     * @param caller the class that awaits
     * @param name of the method
     * @param type as for {@link #hasStaticBody}
     * @param owner the class of the receiver
     * @param method the type of the method
     * @return as for {@link #hasStaticBody}; there is none if the class is not final, or inherits the method
     */
    public static CallSite hasFinalBody(
            MethodHandles.Lookup caller, String name, MethodType type, Class<?> owner, MethodType method) {
        MethodType body = body(method.appendParameterTypes(owner));
        try {
            return answer(Modifier.isFinal(owner.getModifiers())
                    && declaring(caller, caller.findVirtual(owner, name, method)) == owner
                    && declaring(caller, caller.findVirtual(owner, name, body)) == owner);
        } catch (NoSuchMethodException | IllegalAccessException notWoven) {
            return answer(false);
        }
    }

    /** The type of a body, which takes more behind the arguments. */
    private static MethodType body(MethodType arguments) {
        return arguments
                .appendParameterTypes(CoroutineFrame.class, int.class, Object.class, Throwable.class)
                .changeReturnType(Object.class);
    }

    /** The class that the method is found in: the one that was asked, or one that it extends. */
    private static Class<?> declaring(MethodHandles.Lookup caller, MethodHandle method) {
        return caller.revealDirect(method).getDeclaringClass();
    }

    private static CallSite answer(boolean answer) {
        return new ConstantCallSite(MethodHandles.constant(boolean.class, answer));
    }
}
