package dev.fermata.weaver.harness;

import dev.fermata.woven.CoroutineFrame;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be reached from a suspended frame, and from whom.
 *
 * <p>Followed are the fields of frames, of the objects of the runtime around them, and of objects of the programs; arrays, and
 * collections. Besides the names of {@link Tracked} objects there are two more: {@code awaited} for an {@link Ask}, and {@code
 * link} for the parent of a frame that is over.
 */
final class Holdings {
    private final Set<String> names = new TreeSet<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> todo = new ArrayDeque<>();

    private Holdings() {}

    /** The names of what can be reached from {@code roots}, which must not be running; nulls among them do not count. */
    static String of(Object... roots) {
        return new Holdings().from(roots);
    }

    private String from(Object... roots) {
        for (Object root : roots) {
            add(root);
            if (root instanceof CoroutineFrame<?> innermost) {
                add(innermost.awaiting);
            }
        }
        names.clear(); // what a frame awaits at the moment, and the innermost frame itself, are no leaks
        for (Object at = todo.poll(); at != null; at = todo.poll()) {
            follow(at);
        }
        return String.join(" ", names);
    }

    private void add(Object value) {
        if (value == null || !seen.add(value)) {
            return;
        }
        if (value instanceof Tracked tracked) {
            names.add(tracked.name());
        } else if (value instanceof Object[] array) {
            Arrays.asList(array).forEach(this::add);
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(this::add);
        } else {
            if (value instanceof Ask || value instanceof Ask.Open) {
                names.add("awaited");
            }
            todo.add(value);
        }
    }

    private void follow(Object object) {
        if (object instanceof CoroutineFrame<?> frame
                && frame.label == CoroutineFrame.RUNNING
                && frame.parent != null) {
            names.add("link");
        }
        for (Class<?> type = object.getClass(); isFollowed(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(valueOf(field, object));
                }
            }
        }
    }

    /** Whether it is of a program, or of the runtime and has to do with frames. */
    private static boolean isFollowed(Class<?> type) {
        return type.getClassLoader() instanceof TargetLoader
                || type.getPackageName().equals(CoroutineFrame.class.getPackageName())
                || type == Ask.class;
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
