package dev.fermata;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, in the order of creation. It keeps them from being garbage. Guard: the loop's
 * thread.
 */
final class TaskList {
    private @Nullable Task<?> first;
    private @Nullable Task<?> last;
    private int numbers;

    /** A number for the name of the next task. */
    int nextNumber() {
        return ++numbers;
    }

    void add(Task<?> task) {
        Task<?> before = last;
        task.previous = before;
        if (before == null) {
            first = task;
        } else {
            before.next = task;
        }
        last = task;
    }

    void remove(Task<?> task) {
        Task<?> before = task.previous;
        Task<?> after = task.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        task.previous = null;
        task.next = null;
    }

    /** Lets all go. */
    void clear() {
        while (first != null) {
            remove(first);
        }
    }

    Set<Task<?>> all() {
        Set<Task<?>> all = new LinkedHashSet<>();
        for (Task<?> at = first; at != null; at = at.next) {
            all.add(at);
        }
        return all;
    }

    /** Says of each task where it is and what it waits for. */
    String report() {
        StringBuilder text = new StringBuilder();
        for (Task<?> at = first; at != null; at = at.next) {
            line(text, at);
        }
        return text.toString();
    }

    /** Says of a task what it waits for, and so on for the task that it waits for. */
    String chain(Task<?> task) {
        StringBuilder text = new StringBuilder();
        Set<Task<?>> seen = new LinkedHashSet<>();
        for (Task<?> at = task; at != null && seen.add(at); at = at.awaited() instanceof Task<?> below ? below : null) {
            line(text, at);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Task<?> task) {
        text.append(text.length() == 0 ? "" : "\n")
                .append(task.name())
                .append(' ')
                .append(task.situation());
        for (String line : task.stack()) {
            text.append("\n    at ").append(line);
        }
    }
}
