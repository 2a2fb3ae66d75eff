package dev.fermata.woven;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes stack traces show the bodies that wait for the one which failed: they are suspended, and so not on the stack.
 *
 * <p>What stands on the stack instead, the driver that has resumed the innermost body, is left where it is, behind them.
 */
final class Traces {
    private static final int MOST_FRAMES = 64;

    /** An exception may be handed to any number of coroutines; when its trace is that long, it tells enough. */
    private static final int MOST_SHOWN = 256;

    private Traces() {}

    /** Shows the coroutines that await, from {@code awaiting} outwards. */
    static void showAwaiting(Throwable exception, CoroutineFrame<?> awaiting) {
        insert(exception, awaiting(awaiting), Awaits.class);
    }

    /**
     * Shows, behind its own trace, who awaited an exception that was thrown on another thread or in another process.
     *
     * @param label at which {@code awaiting} was suspended
     * @return whether it was; else it was thrown by a coroutine, and says itself where
     */
    static boolean showHandedOn(Throwable exception, CoroutineFrame<?> awaiting, int label) {
        StackTraceElement[] trace = exception.getStackTrace();
        if (trace.length == 0 || trace.length > MOST_SHOWN) {
            return false;
        }
        for (StackTraceElement element : trace) {
            if (isOf(Awaits.class, element)) {
                return false;
            }
        }
        List<StackTraceElement> shown = new ArrayList<>(List.of(trace));
        add(shown, awaiting.getClass(), label);
        if (awaiting.parent != null) {
            shown.addAll(awaiting(awaiting.parent));
        }
        exception.setStackTrace(shown.toArray(new StackTraceElement[0]));
        return true;
    }

    private static List<StackTraceElement> awaiting(CoroutineFrame<?> innermost) {
        List<StackTraceElement> waiting = new ArrayList<>();
        CoroutineFrame<?> at = innermost;
        while (at != null && waiting.size() < MOST_FRAMES) {
            add(waiting, at.getClass(), at.label);
            at = at.parent;
        }
        return waiting;
    }

    /** Shows the generators that delegate, from {@code delegating} outwards. */
    static void showDelegating(Throwable exception, @Nullable DelegatingFrame<?, ?, ?> delegating) {
        List<StackTraceElement> waiting = new ArrayList<>();
        DelegatingFrame<?, ?, ?> at = delegating;
        while (at != null && waiting.size() < MOST_FRAMES) {
            add(waiting, at.getClass(), at.label);
            at = at.parent;
        }
        insert(exception, waiting, DelegatingFrame.class);
    }

    private static void add(List<StackTraceElement> waiting, Class<?> frame, int label) {
        StackTraceElement element = element(frame, label);
        if (element != null) {
            waiting.add(element);
        }
    }

    private static @Nullable StackTraceElement element(Class<?> frame, int label) {
        FrameInfo info = frame.getAnnotation(FrameInfo.class);
        if (info == null || label < 0 || label >= info.lines().length) {
            return null;
        }
        String name = frame.getName();
        String method = info.method().substring(info.method().lastIndexOf('.') + 1);
        return new StackTraceElement(
                name.substring(0, name.indexOf("$$")), method, info.file(), Math.max(info.lines()[label], -1));
    }

    /**
     * Puts the elements before the first one of {@code driver}, in the place of the frame class that it has called; and
     * leaves only the outermost of the driver's own, which is what the user has called.
     */
    private static void insert(Throwable exception, List<StackTraceElement> waiting, Class<?> driver) {
        StackTraceElement[] trace = exception.getStackTrace();
        int first = 0;
        while (first < trace.length && !isOf(driver, trace[first])) {
            first++;
        }
        if (first == trace.length) {
            return; // without a trace, or thrown somewhere else and only handed on
        }
        int last = first;
        while (last + 1 < trace.length && isOf(driver, trace[last + 1])) {
            last++;
        }
        int end = first > 0 && trace[first - 1].getMethodName().equals("step") ? first - 1 : first;
        List<StackTraceElement> shown = new ArrayList<>(List.of(trace).subList(0, end));
        shown.addAll(waiting);
        shown.addAll(List.of(trace).subList(last, trace.length));
        exception.setStackTrace(shown.toArray(new StackTraceElement[0]));
    }

    private static boolean isOf(Class<?> driver, StackTraceElement element) {
        return element.getClassName().equals(driver.getName());
    }
}
