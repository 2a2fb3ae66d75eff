package dev.fermata.internal.worker;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options of this JVM that a child is started with as well: agents, {@code --add-*}, assertions, sizes, properties.
 *
 * <p>Left out is what two processes cannot share: a debugger's or a management port, and files that both would write.
 */
final class InheritedOptions {
    /** The environment variables whose options are among those of this JVM, so the child must not read them again. */
    static final List<String> VARIABLES = List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final List<String> NOT_SHARED = List.of(
            "-agentlib:jdwp",
            "-Xrunjdwp",
            "-Xdebug",
            "-Dcom.sun.management",
            "-Xloggc:",
            "-XX:LogFile",
            "-XX:ErrorFile",
            "-XX:StartFlightRecording",
            "-XX:FlightRecorderOptions",
            "-XX:ArchiveClassesAtExit",
            "-XX:+AutoCreateSharedArchive",
            "-XX:AOTMode",
            "-XX:AOTConfiguration",
            "-XX:AOTCacheOutput",
            // Said by properties of this JVM, see JavaCommand.
            "--module-path",
            "--upgrade-module-path",
            "-Djava.class.path",
            "-Djdk.module.");

    private InheritedOptions() {}

    /** The options in their order. Relative paths of agents are made absolute: the child may work elsewhere. */
    static List<String> get() {
        List<String> options = new ArrayList<>();
        for (String option : given()) {
            if (isShared(option)) {
                options.add(absolute(option));
            }
        }
        return options;
    }

    static boolean isShared(String option) {
        for (String prefix : NOT_SHARED) {
            if (option.startsWith(prefix)) {
                return false;
            }
        }
        return !(option.startsWith("-Xlog") && option.contains("file="));
    }

    static String absolute(String option) {
        String agent = "-javaagent:";
        if (!option.startsWith(agent)) {
            return option;
        }
        int end = option.indexOf('=');
        String path = option.substring(agent.length(), end < 0 ? option.length() : end);
        return agent + new File(path).getAbsolutePath() + (end < 0 ? "" : option.substring(end));
    }

    private static List<String> given() {
        try {
            return Management.options();
        } catch (NoClassDefFoundError noManagement) {
            return beforeMain(ProcessHandle.current().info().arguments());
        }
    }

    /** From the arguments of a command line, those that are options of the JVM: good enough where nothing better is there. */
    static List<String> beforeMain(Optional<String[]> arguments) {
        List<String> options = new ArrayList<>();
        List<String> all = List.of(arguments.orElse(new String[0]));
        for (int i = 0; i < all.size() && all.get(i).startsWith("-"); i++) {
            String option = all.get(i);
            if (List.of("-jar", "-m", "--module").contains(option)) {
                break;
            }
            if (List.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path")
                    .contains(option)) {
                i++;
            } else if (option.startsWith("--") && !option.contains("=") && i + 1 < all.size()) {
                options.add(option + "=" + all.get(++i));
            } else {
                options.add(option);
            }
        }
        return options;
    }

    /** In a class of its own, because the module java.management may be missing. */
    private static final class Management {
        static List<String> options() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }
}
