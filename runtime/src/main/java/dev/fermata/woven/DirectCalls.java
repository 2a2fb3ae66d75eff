package dev.fermata.woven;

import dev.fermata.Awaitable;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Links an {@code await} of a static coroutine method of another class to the body of that method, so that no coroutine
 * object is made. Whether the other class is woven is known only when it is there.
 */
public final class DirectCalls {
    private DirectCalls() {}

    /**
     * The bootstrap method.
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
            target = body(caller, name, owner, method);
        } catch (NoSuchMethodException | IllegalAccessException notWoven) {
            target = object(caller, name, owner, method);
        }
        return new ConstantCallSite(target.asType(type));
    }

    private static MethodHandle body(MethodHandles.Lookup caller, String name, Class<?> owner, MethodType method)
            throws NoSuchMethodException, IllegalAccessException {
        MethodType body = method.appendParameterTypes(CoroutineFrame.class, int.class, Object.class, Throwable.class)
                .changeReturnType(Object.class);
        int arguments = method.parameterCount();
        MethodHandle target = caller.findStatic(owner, name, body);
        target = MethodHandles.insertArguments(target, arguments + 2, null, null); // what the body is resumed with
        return MethodHandles.insertArguments(target, arguments, (Object) null); // its frame
    }

    private static MethodHandle object(MethodHandles.Lookup caller, String name, Class<?> owner, MethodType method)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle await = MethodHandles.lookup()
                .findStatic(Awaits.class, "await", MethodType.methodType(Object.class, Awaitable.class, int.class));
        MethodHandle make = caller.findStatic(owner, name, method);
        return MethodHandles.collectArguments(
                await.asType(await.type().changeParameterType(0, method.returnType())), 0, make);
    }
}
