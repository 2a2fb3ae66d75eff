package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/** Finds and starts programs: the public static methods without parameters that return a generator, or something of
 * another {@link Form}. */
final class Programs {
    private Programs() {}

    /** The names of the programs of a class. */
    static List<String> of(ClassLoader loader, String className) {
        List<String> programs = Arrays.stream(type(loader, className).getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0 && isProgram(method))
                .map(Method::getName)
                .sorted()
                .toList();
        if (programs.isEmpty()) {
            throw new AssertionError(className + " has no program");
        }
        return programs;
    }

    private static boolean isProgram(Method method) {
        return Form.ofType(method.getReturnType().getName().replace('.', '/')) != null;
    }

    /** Calls a program, and makes a generator of what it returns; what it throws is thrown as it is. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // what a body is sent is not checked before its cast
    static <T> Generator<T, T, T> start(ClassLoader loader, String className, String program) {
        return (Generator<T, T, T>) Driver.of(call(loader, className, program));
    }

    /** Calls a program; what it throws is thrown as it is. */
    static Object call(ClassLoader loader, String className, String program) {
        try {
            return type(loader, className).getMethod(program).invoke(null);
        } catch (InvocationTargetException failure) {
            throw Sneaky.rethrow(failure.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Class<?> type(ClassLoader loader, String className) {
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }
}
