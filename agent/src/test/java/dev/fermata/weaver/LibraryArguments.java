package dev.fermata.weaver;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random arguments of the types of a library: what its constructors and factories make, the values of its constants, and
 * functions. In two loaders, the same random numbers lead to the same arguments.
 */
final class LibraryArguments {
    private static final int DEEPEST = 2;

    private final Map<Class<?>, List<Object>> sources = new HashMap<>();

    /** Looks for sources in the public classes. */
    LibraryArguments(List<Class<?>> classes) {
        for (Class<?> type : classes) {
            if (isPublic(type)) {
                members(type).forEach(source -> register(typeOf(source), source));
            }
        }
    }

    private static boolean isPublic(Class<?> type) {
        try {
            return Modifier.isPublic(type.getModifiers())
                    && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
        } catch (IncompatibleClassChangeError inconsistent) {
            return false; // in Kotlin's library
        }
    }

    private static List<Object> members(Class<?> type) {
        List<Object> members = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            int wanted = Modifier.PUBLIC | Modifier.STATIC | Modifier.FINAL;
            if ((field.getModifiers() & wanted) == wanted) {
                members.add(field);
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean isFunction = Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
            if (isFunction && !method.isSynthetic() && !method.getName().contains("$")) {
                members.add(method);
            }
        }
        if (!Modifier.isAbstract(type.getModifiers())) {
            members.addAll(Arrays.asList(type.getConstructors()));
        }
        members.sort(Comparator.comparing(Object::toString));
        return members;
    }

    private static Class<?> typeOf(Object source) {
        if (source instanceof Field field) {
            return field.getType();
        }
        return source instanceof Method method ? method.getReturnType() : ((Constructor<?>) source).getDeclaringClass();
    }

    /** A source of a type is one of its supertypes too. */
    private void register(Class<?> type, Object source) {
        if (type == null
                || type.isPrimitive()
                || type.isArray()
                || type.getName().startsWith("java.")) {
            return;
        }
        List<Object> known = sources.computeIfAbsent(type, unused -> new ArrayList<>());
        if (!known.contains(source)) {
            known.add(source);
            register(type.getSuperclass(), source);
            for (Class<?> parent : type.getInterfaces()) {
                register(parent, source);
            }
        }
    }

    boolean areKnown(Class<?>[] types) {
        return Arrays.stream(types).allMatch(this::isKnown);
    }

    private boolean isKnown(Class<?> type) {
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        return Arguments.areKnown(new Class<?>[] {type}) || sources.containsKey(element) || isFunctional(element);
    }

    private static boolean isFunctional(Class<?> type) {
        boolean ours = type.isInterface() && !type.getName().startsWith("java.lang");
        return ours
                && Modifier.isPublic(type.getModifiers())
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .filter(method -> !method.getName().equals("equals"))
                                .count()
                        == 1;
    }

    // ---- making

    Object[] of(Class<?>[] types, Random random) {
        return of(types, random, 0);
    }

    private Object[] of(Class<?>[] types, Random random, int depth) {
        return Arrays.stream(types).map(type -> of(type, random, depth)).toArray();
    }

    /** An object of the type; null also if what should have made it has thrown an exception. */
    Object of(Class<?> type, Random random, int depth) {
        if (Arguments.areKnown(new Class<?>[] {type})) {
            return Arguments.of(new Class<?>[] {type}, random)[0];
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), random.nextInt(3));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, of(type.getComponentType(), random, depth));
            }
            return array;
        }
        List<Object> known = sources.getOrDefault(type, List.of());
        if (known.isEmpty() || (isFunctional(type) && random.nextBoolean())) {
            return isFunctional(type) ? function(type, random.nextInt(100)) : null;
        }
        for (int i = 0; i < 4; i++) {
            Object made = made(known.get(random.nextInt(known.size())), random, depth);
            if (type.isInstance(made)) {
                return made;
            }
        }
        return null;
    }

    private Object made(Object source, Random random, int depth) {
        try {
            if (source instanceof Field field) {
                return field.get(null);
            }
            Class<?>[] types = ((Executable) source).getParameterTypes();
            if (depth >= DEEPEST || !areKnown(types)) {
                return null;
            }
            Object[] arguments = of(types, random, depth + 1);
            return source instanceof Method method
                    ? method.invoke(null, arguments)
                    : ((Constructor<?>) source).newInstance(arguments);
        } catch (InvocationTargetException | LinkageError refused) {
            return null;
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object function(Class<?> type, int number) {
        return Proxy.newProxyInstance(
                type.getClassLoader() == null ? LibraryArguments.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer(self, method, arguments, number));
    }

    private static Object answer(Object self, Method method, Object[] arguments, int number) throws Throwable {
        if (method.isDefault()) {
            return java.lang.reflect.InvocationHandler.invokeDefault(self, method, arguments);
        } else if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> self == arguments[0];
                case "hashCode" -> number;
                default -> "function " + number;
            };
        }
        Object first = arguments == null || arguments.length == 0 ? "made" : arguments[0];
        int hash = number + Arguments.render(first).hashCode();
        Class<?> result = method.getReturnType();
        if (result == boolean.class) {
            return Math.floorMod(hash, 2) == 0;
        } else if (result.isPrimitive()) {
            return result == void.class ? null : Array.get(Array.newInstance(result, 1), 0);
        }
        return result.isInstance(first) ? first : null;
    }
}
