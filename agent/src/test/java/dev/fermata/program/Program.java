package dev.fermata.program;

import static java.util.stream.Collectors.joining;

import dev.fermata.Generator;
import dev.fermata.weaver.Diagnostic;
import dev.fermata.weaver.Weaver;
import dev.fermata.weaver.WeaverOptions;
import dev.fermata.weaver.WovenClass;
import dev.fermata.weaver.harness.Compiler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The classes of a small program, as compiled or as woven, to be looked at, run here, or stored and run elsewhere. */
public final class Program {
    private static final Pattern TOP_LEVEL_CLASS =
            Pattern.compile("(?:^|; )(?:\\w+ )*(?:class|interface|enum|record) (\\w+)", Pattern.MULTILINE);

    private static final String IMPORTS = "import static dev.fermata.Asyncio.done; import dev.fermata.*; "
            + "import dev.fermata.annotation.Async; import java.util.*; import java.util.function.*; ";

    private final Map<String, byte[]> classFiles;
    private final List<Diagnostic> diagnostics;
    private final ProgramLoader loader;

    private Program(Map<String, byte[]> classFiles, List<Diagnostic> diagnostics) {
        this.classFiles = new TreeMap<>(classFiles);
        this.diagnostics = List.copyOf(diagnostics);
        this.loader = new ProgramLoader(this.classFiles);
    }

    /**
     * Compiles a source file with all debug information.
     *
     * @param source the text, without the imports of our packages and of {@code java.util}; its first class names the file
     */
    public static Program compile(String source, String... options) {
        return compile(17, source, options);
    }

    /** Compiles for a version of Java. */
    public static Program compile(int release, String source, String... options) {
        Matcher matcher = TOP_LEVEL_CLASS.matcher(source);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no class in:\n" + source);
        }
        String[] all = Arrays.copyOf(options, options.length + 1);
        all[options.length] = "-g";
        return of(Compiler.javac(release, all).compile(matcher.group(1), withImports(source)));
    }

    /** Puts the imports into the line of the package or of the class, so that the lines keep their numbers. */
    private static String withImports(String source) {
        int packageEnd = source.startsWith("package ") ? source.indexOf(';') + 1 : 0;
        return source.substring(0, packageEnd) + IMPORTS + source.substring(packageEnd);
    }

    /** A program of these class files. */
    public static Program of(Map<String, byte[]> classFiles) {
        return new Program(classFiles, List.of());
    }

    /** A program with these class files changed. */
    public Program map(UnaryOperator<byte[]> change) {
        Map<String, byte[]> changed = new TreeMap<>(classFiles);
        changed.replaceAll((name, classFile) -> change.apply(classFile));
        return of(changed);
    }

    /** Weaves all classes as the agent does. */
    public Program woven() {
        return woven(WeaverOptions.LOAD_TIME);
    }

    /** Weaves all classes. */
    public Program woven(WeaverOptions options) {
        Map<String, byte[]> result = new TreeMap<>();
        List<Diagnostic> found = new ArrayList<>();
        classFiles.forEach((name, classFile) -> {
            WovenClass woven = Weaver.weave(classFile, options);
            found.addAll(woven.diagnostics());
            result.put(name, woven.isUnchanged() ? classFile : woven.bytes());
            if (options.framesBeside()) {
                woven.frames().forEach((frame, bytes) -> result.put(frame.replace('/', '.'), bytes));
            }
        });
        return new Program(result, found);
    }

    /** The class files by binary name. */
    public Map<String, byte[]> classFiles() {
        return classFiles;
    }

    /** The class file of a class. */
    public byte[] classFile(String className) {
        return classFiles.get(className);
    }

    /** What the weaver had to say, without its explanations. */
    public List<String> messages() {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() != Diagnostic.Severity.EXPLANATION)
                .map(Diagnostic::toString)
                .toList();
    }

    /** Loads a class; the classes of this object are loaded once, all by the same loader. */
    public Class<?> load(String className) {
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    /** Whether a class of this object has been loaded, or defined in its loader. */
    public boolean isLoaded(String className) {
        return loader.isLoaded(className);
    }

    /** Calls the static method of this name; what it throws is thrown as it is. */
    public Object call(String className, String method, Object... arguments) throws Throwable {
        try {
            return method(className, method).invoke(null, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    /** Calls a method that must not throw. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T> T result(String className, String method, Object... arguments) {
        try {
            return (T) call(className, method, arguments);
        } catch (Throwable failure) {
            throw new AssertionError(method + " failed", failure);
        }
    }

    /** Calls a method that makes a generator. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public <T extends Generator<?, ?, ?>> T generator(String className, String method, Object... arguments) {
        return result(className, method, arguments);
    }

    private Method method(String className, String name) {
        Method found = Arrays.stream(load(className).getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && !isBody(method))
                .findFirst()
                .orElseThrow();
        found.setAccessible(true);
        return found;
    }

    private static boolean isBody(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .anyMatch(type -> type.getName().startsWith("dev.fermata.woven."));
    }

    /** Stores the class files in a folder, and returns the folder. */
    public Path store(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> classFile : classFiles.entrySet()) {
            Path file = folder.resolve(classFile.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, classFile.getValue());
        }
        return folder;
    }

    @Override
    public String toString() {
        return classFiles.keySet().stream().collect(joining(", "));
    }

    private static final class ProgramLoader extends ClassLoader {
        private final Map<String, byte[]> classFiles;

        ProgramLoader(Map<String, byte[]> classFiles) {
            super(Program.class.getClassLoader());
            this.classFiles = classFiles;
        }

        boolean isLoaded(String name) {
            return findLoadedClass(name) != null;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] classFile = classFiles.get(name);
            if (classFile == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, classFile, 0, classFile.length);
        }
    }
}
