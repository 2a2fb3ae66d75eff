package dev.fermata.weaver;

import java.util.HashMap;
import java.util.Map;

/** Loads class files and lets the JVM link them, which verifies them, without running any of their code. */
final class LinkedClasses extends ClassLoader {
    private final Map<String, byte[]> classFiles;

    /**
     * Makes the loader.
     *
     * @param classFiles by internal name; all other classes come from the loader of the tests
     */
    LinkedClasses(Map<String, byte[]> classFiles) {
        super(LinkedClasses.class.getClassLoader());
        this.classFiles = new HashMap<>(classFiles);
    }

    /**
     * Loads and links a class.
     *
     * @param name its internal name
     * @return what is wrong with it; null for nothing
     */
    LinkageError link(String name) {
        try {
            Class<?> type = loadClass(name.replace('/', '.'));
            // Each needs the linked class (HotSpot: get_class_declared_methods_helper, get_class_declared_fields), and
            // then the types of the members: so the one without any.
            if (isFrame(type)) {
                type.getDeclaredConstructors();
            } else {
                type.getDeclaredFields();
            }
            return null;
        } catch (LinkageError error) {
            return error;
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    private static boolean isFrame(Class<?> type) {
        return type.getName().contains("$$");
    }

    /** Loads a class; null if it cannot be linked, because it needs another library. */
    Class<?> find(String name) {
        try {
            Class<?> type = loadClass(name.replace('/', '.'));
            type.getDeclaredMethods();
            return type;
        } catch (NoClassDefFoundError missing) {
            return null;
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Makes another class known. */
    void add(String name, byte[] classFile) {
        classFiles.put(name, classFile);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            byte[] classFile = classFiles.get(name.replace('.', '/'));
            if (loaded != null || classFile == null) {
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
