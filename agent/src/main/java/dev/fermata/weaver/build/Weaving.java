package dev.fermata.weaver.build;

import dev.fermata.weaver.Diagnostic;
import dev.fermata.weaver.Verification;
import dev.fermata.weaver.Weaver;
import dev.fermata.weaver.WeaverOptions;
import dev.fermata.weaver.WovenClass;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of weaving over many classes: reports what goes wrong, goes on, and counts. */
final class Weaving {
    private static final int MAGIC_SIZE = 4;

    private final PrintStream messages;
    private int seen;
    private int woven;
    private int failures;

    Weaving(PrintStream messages) {
        this.messages = messages;
    }

    int seen() {
        return seen;
    }

    int woven() {
        return woven;
    }

    int failures() {
        return failures;
    }

    void warn(String message) {
        messages.println("fermata: warning: " + message);
    }

    /**
     * Weaves one class.
     *
     * @param path of the class file, with {@code /}, as in a jar
     * @return what to store, by path; just the class as it was, if there is nothing to weave or it is broken
     */
    Map<String, byte[]> weave(String path, byte[] classFile) {
        seen++;
        try {
            if (classFile.length < MAGIC_SIZE || classFile[0] != (byte) 0xCA || classFile[1] != (byte) 0xFE) {
                throw new IllegalArgumentException("it does not begin as a class file does");
            }
            WovenClass result = Weaver.weave(classFile, WeaverOptions.BUILD_TIME);
            result.diagnostics().forEach(this::report);
            if (result.isUnchanged()) {
                return Map.of(path, classFile);
            }
            woven++;
            return files(path, result);
        } catch (RuntimeException e) {
            fail("cannot weave " + path + ": the class file is broken or not understood (" + e
                    + "). It was copied as it is.");
            return Map.of(path, classFile);
        }
    }

    /** The frames lie beside the class, also below {@code META-INF/versions} of a multi-release jar. */
    private Map<String, byte[]> files(String path, WovenClass result) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(path, result.bytes());
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        result.frames()
                .forEach((name, bytes) ->
                        files.put(folder + name.substring(name.lastIndexOf('/') + 1) + ".class", bytes));
        files.forEach((file, bytes) -> {
            String fault = Verification.fault(bytes);
            if (fault != null) {
                fail(file + " does not verify after weaving: " + fault + ". Please report this, with the class file.");
            }
        });
        return files;
    }

    private void report(Diagnostic diagnostic) {
        if (diagnostic.severity() != Diagnostic.Severity.EXPLANATION) {
            messages.println("fermata: " + diagnostic);
        }
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            failures++;
        }
    }

    private void fail(String message) {
        messages.println("fermata: error: " + message);
        failures++;
    }
}
