package dev.fermata.weaver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * Rewrites the methods of a class that suspend: a pure function from a class file to class files. It reads no other class,
 * loads none, and writes nowhere.
 *
 * <p>The way of a class: {@link ConstantPoolScan} tells whether it can be ours at all, {@link SuspensionPlan} decides what
 * happens to each method, {@link MethodAnalysis} finds out what has to be known of it, and {@link StubWriter},
 * {@link BodyWriter} and {@link FrameClassWriter} write its three parts.
 */
public final class Weaver {
    /** The newest class files that the bundled ASM describes; newer ones are read as if they were of this version. */
    private static final int NEWEST_VERSION = Opcodes.V26;

    private static final int VERSION_OFFSET = 6;

    private Weaver() {}

    /**
     * Weaves a class as the agent does.
     *
     * @param classFile the class file; not changed
     * @return the woven class, or that there was nothing to weave
     */
    public static WovenClass weave(byte[] classFile) {
        return weave(classFile, WeaverOptions.LOAD_TIME);
    }

    /**
     * Weaves a class.
     *
     * @param classFile the class file; not changed
     * @param options how
     * @return the woven class, or that there was nothing to weave
     * @throws IllegalArgumentException if {@code classFile} is broken
     */
    public static WovenClass weave(byte[] classFile, WeaverOptions options) {
        if (!ConstantPoolScan.mentionsUs(classFile)) {
            return WovenClass.unchanged(List.of());
        }
        int version = version(classFile);
        boolean tooNew = version > NEWEST_VERSION;
        byte[] readable = tooNew ? withVersion(classFile.clone(), NEWEST_VERSION) : classFile;
        WovenClass woven = weaveReadable(readable, options);
        return tooNew ? ofNewerVersion(woven, version) : woven;
    }

    /** That a method is too large, or too odd for us, may show only when it is written: then all begins again without it. */
    private static WovenClass weaveReadable(byte[] classFile, WeaverOptions options) {
        Map<String, String> rejections = new HashMap<>();
        while (true) {
            ClassReader reader = new ClassReader(classFile);
            ClassNode node = new ClassNode();
            reader.accept(node, ClassReader.EXPAND_FRAMES);
            SuspensionPlan plan = SuspensionPlan.of(node, rejections);
            if (plan.isEmpty()) {
                return WovenClass.unchanged(List.of());
            }
            ClassWeaver weaver = new ClassWeaver(reader, node, plan, options);
            try {
                return weaver.write();
            } catch (RuntimeException | StackOverflowError e) {
                Map<String, String> reasons = FailureReasons.of(e, weaver, node);
                if (rejections.keySet().containsAll(reasons.keySet())) {
                    throw e;
                }
                reasons.forEach(rejections::putIfAbsent);
            }
        }
    }

    private static WovenClass ofNewerVersion(WovenClass woven, int version) {
        if (woven.isUnchanged()) {
            return woven;
        }
        byte[] bytes = withVersion(woven.bytes(), version);
        String className = new ClassReader(withVersion(bytes.clone(), NEWEST_VERSION))
                .getClassName()
                .replace('/', '.');
        List<Diagnostic> diagnostics = new ArrayList<>(woven.diagnostics());
        diagnostics.add(Diagnostic.warning(
                className,
                "",
                "the class file of " + className + " has version " + version + ", which this Fermata does not know (it "
                        + "knows up to " + NEWEST_VERSION
                        + "). It was woven as if it were one of those; if it fails to "
                        + "verify, use a newer Fermata or compile with a lower --release."));
        return WovenClass.of(bytes, woven.frames(), diagnostics);
    }

    private static int version(byte[] classFile) {
        return ((classFile[VERSION_OFFSET] & 0xFF) << 8) | (classFile[VERSION_OFFSET + 1] & 0xFF);
    }

    private static byte[] withVersion(byte[] classFile, int version) {
        classFile[VERSION_OFFSET] = (byte) (version >> 8);
        classFile[VERSION_OFFSET + 1] = (byte) version;
        return classFile;
    }
}
