package dev.fermata.internal;

import dev.fermata.woven.CoroutineFrame;
import dev.fermata.woven.FrameInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where coroutines are suspended, in words. */
public final class Trace {
    private Trace() {}

    /**
     * The frames that wait for each other.
     *
     * @param innermost the one that waits for something else; null for none
     * @return a line for each, the innermost first
     */
    public static List<String> of(@Nullable CoroutineFrame<?> innermost) {
        List<String> lines = new ArrayList<>();
        for (CoroutineFrame<?> at = innermost; at != null; at = at.parent) {
            lines.add(place(at));
        }
        return lines;
    }

    /**
     * The place of a frame.
     *
     * @param frame of a coroutine
     * @return the method and, where the class file has lines, the line at which it is suspended
     */
    public static String place(CoroutineFrame<?> frame) {
        FrameInfo info = frame.getClass().getAnnotation(FrameInfo.class);
        if (info == null) {
            return method(frame);
        }
        int label = Math.max(frame.label, CoroutineFrame.CREATED);
        int line = label < info.lines().length ? info.lines()[label] : 0;
        return info.method() + (line > 0 ? " (" + info.file() + ":" + line + ")" : "");
    }

    /**
     * The method that a frame is of.
     *
     * @param frame of a coroutine
     * @return its class and name; of the library's own, the name of the function
     */
    public static String method(CoroutineFrame<?> frame) {
        String woven = method(frame.getClass());
        if (woven != null) {
            return woven;
        }
        if (frame instanceof LibraryCoroutine<?> own) {
            return own.name();
        }
        return frame instanceof Named own ? own.name() : frame.getClass().getSimpleName();
    }

    /**
     * The method that the frames of a class are of.
     *
     * @param frameClass of coroutines
     * @return its class and name; null for the library's own
     */
    public static @Nullable String method(Class<?> frameClass) {
        FrameInfo info = frameClass.getAnnotation(FrameInfo.class);
        return info == null ? null : info.method();
    }
}
