package dev.fermata.weaver.harness;

import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What reflection says about a class: what other classes and other tools can know of it. */
public final class Classes {
    private Classes() {}

    /**
     * Describes all classes of a compilation.
     *
     * @param change what is done to each before it is loaded
     * @return a line for each class and member, in alphabetical order
     */
    public static List<String> describe(Map<String, byte[]> classFiles, UnaryOperator<byte[]> change) {
        var loader = new TargetLoader(classFiles, change);
        return classFiles.keySet().stream()
                .flatMap(name -> describe(load(name, loader)))
                .sorted()
                .toList();
    }

    /** The weaver alone, as a change of class files. */
    public static UnaryOperator<byte[]> woven() {
        return Weaving.alone()::weave;
    }

    /** Whether the JVM takes a class as the compiler has written it. */
    public static boolean verify(Map<String, byte[]> classFiles, String name) {
        try {
            load(name, new TargetLoader(classFiles, UnaryOperator.identity())).getMethods();
            return true;
        } catch (VerifyError | ClassFormatError broken) {
            return false;
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Stream<String> describe(Class<?> type) {
        var lines = new ArrayList<String>();
        lines.add(type.toGenericString() + " " + Arrays.toString(type.getAnnotations()));
        lines.add(type.getName() + " in " + type.getEnclosingMethod() + " of " + type.getNestHost());
        if (Serializable.class.isAssignableFrom(type)) {
            lines.add(type.getName() + " has serialVersionUID "
                    + ObjectStreamClass.lookup(type).getSerialVersionUID());
        }
        for (var field : type.getDeclaredFields()) {
            if (!field.getName().equals("serialVersionUID")) { // may be added to keep the default, which is above
                lines.add(field.toGenericString());
            }
        }
        for (Executable constructor : type.getDeclaredConstructors()) {
            lines.add(describe(constructor));
        }
        for (Method method : type.getDeclaredMethods()) {
            if (!isAdded(method)) {
                lines.add(describe(method));
            }
        }
        return lines.stream();
    }

    private static String describe(Executable executable) {
        return executable.toGenericString()
                + (executable.isSynthetic() ? " synthetic " : " ")
                + Arrays.toString(executable.getParameters())
                + Arrays.toString(executable.getAnnotations())
                + Arrays.deepToString(executable.getParameterAnnotations())
                + Arrays.toString(executable.getAnnotatedParameterTypes());
    }

    /** The bodies, which the weaver adds. */
    private static boolean isAdded(Method method) {
        return method.getParameterCount() > 0
                && Arrays.stream(method.getParameterTypes())
                        .anyMatch(type -> type.getName().startsWith("dev.fermata.woven."));
    }
}
