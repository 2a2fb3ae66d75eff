package dev.fermata.woven;

import dev.fermata.Awaitable;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;

/**
 * Links an {@code await} of a coroutine method of another class to the body of that method, so that no coroutine object is
 * made. Whether the other class is woven, and still as it was when the caller was compiled, is known only when it is there.
 */
public final class DirectCalls {
    private DirectCalls() {}

    /**
     * The bootstrap method for static methods.
     *
     * @param caller the class that awaits
     * @param name of the method
     * @param type the arguments of the method and the depth, and an object
     * @param owner the class of the method
     * @param method the type of the method
     * @return a call of the body; or one of the method, whose result is awaited, if it has no body that the caller can see
     * @throws ReflectiveOperationException if there is no such method, or the caller cannot see it
     */
    public static CallSite link(
            MethodHandles.Lookup caller, String name, MethodType type, Class<?> owner, MethodType method)
            throws ReflectiveOperationException {
        MethodHandle target;
        try {
            target = started(caller.findStatic(owner, name, body(method)), method.parameterCount(), 1);
        } catch (NoSuchMethodException | IllegalAccessException notWoven) {
            target = awaited(caller.findStatic(owner, name, method));
        }
        return new ConstantCallSite(target.asType(type));
    }

    /**
     * The bootstrap method for instance methods of classes that were final when the caller was compiled.
     *
     * @param caller the class that awaits
     * @param name of the method
     * @param type the receiver, the arguments of the method and the depth, and an object
     * @param owner the class of the receiver
     * @param method the type of the method
     * @return as for {@link #link}
     * @throws ReflectiveOperationException as for {@link #link}
     */
    public static CallSite linkInstance(
            MethodHandles.Lookup caller, String name, MethodType type, Class<?> owner, MethodType method)
            throws ReflectiveOperationException {
        MethodHandle made = caller.findVirtual(owner, name, method);
        MethodHandle target;
        try {
            target = Modifier.isFinal(owner.getModifiers())
                    ? started(
                            caller.findVirtual(
                                    owner, name, body(method.appendParameterTypes(declaringClass(caller, made)))),
                            method.parameterCount() + 1,
                            2)
                    : awaited(made);
        } catch (NoSuchMethodException | IllegalAccessException notWoven) {
            target = awaited(made);
        }
        return new ConstantCallSite(target.asType(type));
    }

    /** The type of a body, behind whose arguments an instance method has one more, which is never used. */
    private static MethodType body(MethodType arguments) {
        return arguments
                .appendParameterTypes(CoroutineFrame.class, int.class, Object.class, Throwable.class)
                .changeReturnType(Object.class);
    }

    /** The class that the method is found in: this one, or one that it extends. */
    private static Class<?> declaringClass(MethodHandles.Lookup caller, MethodHandle method) {
        return caller.revealDirect(method).getDeclaringClass();
    }

    /**
     * A call of a body that has no frame and begins.
     *
     * @param arguments how many there are, the receiver included
     * @param absent how many of the parameters behind them are null before the depth
     */
    private static MethodHandle started(MethodHandle body, int arguments, int absent) {
        MethodHandle target = MethodHandles.insertArguments(body, arguments + absent + 1, null, null);
        return MethodHandles.insertArguments(target, arguments, new Object[absent]);
    }

    /** A call of the method, whose result is awaited. */
    private static MethodHandle awaited(MethodHandle make) throws NoSuchMethodException, IllegalAccessException {
        MethodHandle await = MethodHandles.lookup()
                .findStatic(Awaits.class, "await", MethodType.methodType(Object.class, Awaitable.class, int.class));
        return MethodHandles.collectArguments(
                await.asType(await.type().changeParameterType(0, make.type().returnType())), 0, make);
    }
}
