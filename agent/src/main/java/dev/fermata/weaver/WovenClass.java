package dev.fermata.weaver;

import java.util.List;
import java.util.Map;

/** What the weaver makes of a class file. */
public final class WovenClass {
    private final byte[] bytes;
    private final Map<String, byte[]> frames;
    private final List<Diagnostic> diagnostics;

    private WovenClass(byte[] bytes, Map<String, byte[]> frames, List<Diagnostic> diagnostics) {
        this.bytes = bytes;
        this.frames = frames;
        this.diagnostics = diagnostics;
    }

    static WovenClass unchanged(List<Diagnostic> diagnostics) {
        return new WovenClass(null, Map.of(), List.copyOf(diagnostics));
    }

    static WovenClass of(byte[] bytes, Map<String, byte[]> frames, List<Diagnostic> diagnostics) {
        return new WovenClass(bytes, Map.copyOf(frames), List.copyOf(diagnostics));
    }

    /** Whether there was nothing to weave: the class stays as it is. */
    public boolean isUnchanged() {
        return bytes == null;
    }

    /**
     * The woven class file.
     *
     * @throws IllegalStateException if the class is unchanged
     */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("the class is unchanged: use the class file that was given");
        }
        return bytes;
    }

    /** The class files of the frames by internal name: those to be stored beside the class, or carried inside it. */
    public Map<String, byte[]> frames() {
        return frames;
    }

    /** What there is to say: errors, warnings, and why each method was woven or not. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
