package dev.fermata.weaver.harness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Loads the classes of a program, each changed on the way; so each loader has static state of its own. */
final class TargetLoader extends ClassLoader {
    private final Map<String, byte[]> classFiles;
    private final UnaryOperator<byte[]> change;
    private final Map<String, byte[]> changed = new HashMap<>();

    /**
     * Makes the loader; nothing is loaded yet.
     *
     * @param classFiles by binary name; all other classes come from the loader of this class
     * @param change what happens to a class file before it is defined
     */
    TargetLoader(Map<String, byte[]> classFiles, UnaryOperator<byte[]> change) {
        super(TargetLoader.class.getClassLoader());
        this.classFiles = classFiles;
        this.change = change;
        setDefaultAssertionStatus(true);
    }

    /** The class file as it is defined here. */
    byte[] changed(String name) {
        synchronized (getClassLoadingLock(name)) {
            byte[] known = changed.get(name);
            if (known == null) {
                known = change.apply(classFiles.get(name));
                changed.put(name, known);
            }
            return known;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!classFiles.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                byte[] classFile = changed(name);
                loaded = defineClass(name, classFile, 0, classFile.length);
            }
            return loaded;
        }
    }
}
