package dev.fermata.agent;

import dev.fermata.weaver.Diagnostic;
import dev.fermata.weaver.Verification;
import dev.fermata.weaver.Weaver;
import dev.fermata.weaver.WeaverOptions;
import dev.fermata.weaver.WovenClass;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;

/** Weaves each class as the JVM loads it. Safe for use by several threads, as the JVM calls it from any. */
final class WeavingTransformer implements ClassFileTransformer {
    private static final String OWN = "dev/fermata/";
    private static final Set<String> OWN_PACKAGES =
            Set.of("agent", "annotation", "concurrent", "internal", "process", "sync", "testing", "weaver", "woven");

    private final AgentOptions options;
    private final WeaverOptions weaving;
    private final PrintStream messages;

    WeavingTransformer(AgentOptions options, PrintStream messages) {
        this.options = options;
        this.weaving = new WeaverOptions(false, options.debug());
        this.messages = messages;
    }

    /** Returns null for a class that stays as it is, and for one that is loaded already: it can get no new members. */
    @Override
    public byte[] transform(
            ClassLoader loader, String className, Class<?> loaded, ProtectionDomain domain, byte[] classFile) {
        if (className == null
                || loaded != null
                || isOwn(className)
                || isOfJdk(className)
                || !options.covers(className)) {
            return null;
        }
        try {
            return weave(className, classFile);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // The JVM would swallow it. The methods stay as they are, and throw when they come to yield.
            StackTraceElement[] trace = e.getStackTrace();
            messages.println("fermata: error: cannot weave " + className.replace('/', '.') + ": " + e
                    + (trace.length == 0 ? "" : " at " + trace[0]) + ". Please report this, with the class file.");
            return null;
        }
    }

    /** Fermata's own classes have nothing to weave. Were they looked at, the first coroutine of a program would start later. */
    private static boolean isOwn(String className) {
        if (!className.startsWith(OWN)) {
            return false;
        }
        int end = className.indexOf('/', OWN.length());
        return end < 0 || OWN_PACKAGES.contains(className.substring(OWN.length(), end));
    }

    /** They have nothing to weave, and the weaver may be what loads them. Some are made at run time, and name our classes. */
    private static boolean isOfJdk(String className) {
        return className.startsWith("java/") || className.startsWith("jdk/") || className.startsWith("sun/");
    }

    private byte[] weave(String className, byte[] classFile) {
        WovenClass woven = Weaver.weave(classFile, weaving);
        for (Diagnostic diagnostic : woven.diagnostics()) {
            report(diagnostic);
        }
        if (woven.isUnchanged()) {
            return null;
        }
        if (options.dump() != null) {
            dump(className, woven.bytes());
            for (Map.Entry<String, byte[]> frame : woven.frames().entrySet()) {
                dump(frame.getKey(), frame.getValue());
            }
        }
        if (options.verify()) {
            verify(className, woven.bytes());
            for (Map.Entry<String, byte[]> frame : woven.frames().entrySet()) {
                verify(frame.getKey(), frame.getValue());
            }
        }
        return woven.bytes();
    }

    private void report(Diagnostic diagnostic) {
        if (options.explain() || diagnostic.severity() != Diagnostic.Severity.EXPLANATION) {
            messages.println("fermata: " + diagnostic);
        }
    }

    private void verify(String className, byte[] classFile) {
        String fault = Verification.fault(classFile);
        if (fault != null) {
            messages.println("fermata: error: " + className.replace('/', '.') + " does not verify after weaving: "
                    + fault + ". Please report this, with the class file.");
        }
    }

    private void dump(String className, byte[] classFile) {
        Path file = options.dump().resolve(className + ".class");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, classFile);
        } catch (IOException e) {
            messages.println("fermata: error: the agent option 'dump' cannot write " + file + ": " + e);
        }
    }
}
