package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;

/** What the fields of a generator hold. */
final class Holdings {
    private Holdings() {}

    /** The names of the {@link Tracked} objects in the fields of {@code generator}, and in arrays in its fields. */
    static String of(Generator<?, ?, ?> generator) {
        var names = new TreeSet<String>();
        for (Class<?> type = generator.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    add(valueOf(field, generator), names);
                }
            }
        }
        return String.join(" ", names);
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void add(Object value, Set<String> names) {
        if (value instanceof Tracked tracked) {
            names.add(tracked.name());
        } else if (value instanceof Object[] array) {
            for (Object element : array) {
                add(element, names);
            }
        }
    }
}
