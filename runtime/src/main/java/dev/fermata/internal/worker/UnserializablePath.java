package dev.fermata.internal.worker;

import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where in a value the object is that cannot be serialised, and says so: Java itself only names the class. Goes
 * through the fields that serialisation would write, as far as it may read them.
 */
public final class UnserializablePath {
    private final Deque<Step> open = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** An object, and the way to it. */
    private record Step(Object value, String path) {}

    private UnserializablePath() {}

    /**
     * Explains why a value could not be serialised.
     *
     * @param what the value is, as the beginning of a sentence
     * @param value that could not be serialised
     * @param thrown by the attempt
     * @return with the class and the path to it, if it is found; else {@code thrown}
     */
    public static Throwable explain(String what, @Nullable Object value, Throwable thrown) {
        if (!(thrown instanceof NotSerializableException) || value == null) {
            return thrown;
        }
        Step culprit = new UnserializablePath().find(value);
        NotSerializableException explained =
                new NotSerializableException(what + " cannot be serialised, so it cannot go to another process: "
                        + (culprit == null ? thrown.getMessage() : culprit.path()) + " is not java.io.Serializable. "
                        + "Make that class Serializable, make the field transient, or hand over only what is needed.");
        explained.initCause(thrown);
        return explained;
    }

    /** The first object, in breadth, that is not serialisable. */
    private @Nullable Step find(Object root) {
        add(root, "the " + (isLambda(root) ? "lambda" : root.getClass().getName()));
        while (!open.isEmpty()) {
            Step step = open.removeFirst();
            if (!(step.value() instanceof Serializable)) {
                return new Step(
                        step.value(),
                        step.path() + ", of class " + step.value().getClass().getName() + ",");
            }
            parts(step.value(), step.path());
        }
        return null;
    }

    private void add(@Nullable Object value, String path) {
        if (value != null && seen.add(value)) {
            open.add(new Step(value, path));
        }
    }

    private void parts(Object value, String path) {
        if (value instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(Array.get(array, i), path + "[" + i + "]");
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                add(entry.getKey(), path + " -> key " + entry.getKey());
                add(entry.getValue(), path + " -> value of " + entry.getKey());
            }
        } else if (value instanceof Iterable<?> items) {
            int i = 0;
            for (Object item : items) {
                add(item, path + " -> element " + i++);
            }
        } else if (isLambda(value)) {
            captured(value, path);
        } else if (!(value instanceof Externalizable)) {
            fields(value, path);
        }
    }

    private static boolean isLambda(Object value) {
        return value.getClass().isSynthetic() && value.getClass().isHidden();
    }

    private void captured(Object lambda, String path) {
        try {
            Method method = lambda.getClass().getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            SerializedLambda serialized = (SerializedLambda) method.invoke(lambda);
            for (int i = 0; i < serialized.getCapturedArgCount(); i++) {
                add(
                        serialized.getCapturedArg(i),
                        path + " in " + serialized.getImplClass().replace('/', '.') + " -> " + name(serialized, i));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Not open to us: the path ends here.
        }
    }

    /** What a lambda or a method reference has captured as the object of its call, or as a variable. */
    private static String name(SerializedLambda lambda, int captured) {
        int kind = lambda.getImplMethodKind();
        boolean hasObject = kind != MethodHandleInfo.REF_invokeStatic && kind != MethodHandleInfo.REF_newInvokeSpecial;
        if (captured > 0 || !hasObject) {
            return "captured variable " + (hasObject ? captured : captured + 1);
        }
        return lambda.getImplMethodName().startsWith("lambda$")
                ? "its \"this\", because it uses a field or an instance method"
                : "the object before ::";
    }

    private void fields(Object value, String path) {
        for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
            ObjectStreamClass description = ObjectStreamClass.lookup(type);
            if (description == null) {
                return;
            }
            for (ObjectStreamField field : description.getFields()) {
                if (!field.isPrimitive()) {
                    add(
                            read(type, field.getName(), value),
                            path + " -> " + type.getSimpleName() + "." + field.getName());
                }
            }
        }
    }

    private static @Nullable Object read(Class<?> type, String name, Object value) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(value);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null; // not open to us, or no real field
        }
    }
}
