package dev.fermata.weaver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Loads the classes of a library with their twins; the awaiting ones are woven, or left alone if only the others are called. */
final class TwinLoader extends ClassLoader {
    private static final boolean ALL = Boolean.getBoolean("fermata.test.all");

    private final Library library;
    private final boolean weaves;
    private final Map<String, byte[]> frames = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int methods;

    TwinLoader(Library library, boolean weaves) {
        super(TwinLoader.class.getClassLoader());
        this.library = library;
        this.weaves = weaves;
    }

    /** What the weaver said, and what is wrong with what it wrote. */
    List<String> faults() {
        return faults;
    }

    /** How many methods were woven. */
    int methods() {
        return methods;
    }

    /** Loads a class; null if it or the type of a member is not there, because it needs another library. */
    Class<?> find(String name) {
        try {
            Class<?> type = loadClass(name.replace('/', '.'));
            type.getDeclaredMethods();
            type.getDeclaredConstructors();
            type.getDeclaredFields();
            return type;
        } catch (NoClassDefFoundError missing) {
            return null;
        } catch (LinkageError error) {
            faults.add(name + ": " + error);
            return null;
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            String internal = name.replace('.', '/');
            Class<?> loaded = findLoadedClass(name);
            byte[] frame = frames.get(name);
            if (loaded == null && frame != null) {
                return defineClass(name, frame, 0, frame.length);
            }
            boolean ours = library.contains(internal) || name.equals(Hops.class.getName());
            if (loaded != null || !ours) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            byte[] classFile = name.equals(Hops.class.getName()) ? weave(name, hops()) : classFile(internal);
            return defineClass(name, classFile, 0, classFile.length);
        }
    }

    private byte[] classFile(String name) {
        if (!library.hasTwins(name)) {
            return library.classFile(name);
        }
        byte[] added = AwaitingTwins.added(library, name);
        return weaves ? weave(name, added) : added;
    }

    private byte[] weave(String name, byte[] classFile) {
        WeaverOptions options = options(name);
        WovenClass woven = Weaver.weave(classFile, options);
        if (options == WeaverOptions.BUILD_TIME) {
            woven.frames().forEach((frame, bytes) -> frames.put(frame.replace('/', '.'), bytes));
        }
        woven.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .filter(diagnostic -> !diagnostic.message().contains("the JVM allows 65535")) // with all those awaits
                .forEach(diagnostic -> faults.add(name + ": " + diagnostic));
        String fault = ALL ? Verification.fault(woven.bytes()) : null;
        if (fault != null) {
            faults.add(name + ": " + fault);
        }
        methods += woven.frames().size();
        return woven.bytes();
    }

    private WeaverOptions options(String name) {
        return switch (Math.floorMod(name.hashCode() ^ library.seed(), 4)) {
            case 0 -> WeaverOptions.BUILD_TIME;
            case 1 -> new WeaverOptions(false, true);
            default -> WeaverOptions.LOAD_TIME;
        };
    }

    private static byte[] hops() {
        try (var classFile = Hops.class.getResourceAsStream("Hops.class")) {
            return classFile.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
