package dev.fermata.internal.worker;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The command line that starts a JVM as this one was started, but with another main class. */
final class JavaCommand {
    /** Properties set by the program itself that children get too. */
    private static final String OWN_PROPERTIES = "fermata.";

    private JavaCommand() {}

    static List<String> of(ChildSettings settings) {
        List<String> command = new ArrayList<>();
        command.add(new File(System.getProperty("java.home"), "bin/java").getPath());
        command.addAll(InheritedOptions.get());
        for (Map.Entry<Object, Object> property : System.getProperties().entrySet()) {
            if (property.getKey().toString().startsWith(OWN_PROPERTIES)) {
                command.add("-D" + property.getKey() + "=" + property.getValue());
            }
        }
        command.addAll(paths(settings.main()));
        command.addAll(settings.jvmOptions());
        Module module = settings.main().getModule();
        if (module.isNamed()) {
            command.add("-m");
            command.add(module.getName() + "/" + settings.main().getName());
        } else {
            command.add(settings.main().getName());
        }
        return command;
    }

    private static List<String> paths(Class<?> main) {
        List<String> options = new ArrayList<>();
        add(options, "--upgrade-module-path", System.getProperty("jdk.module.upgrade.path"));
        add(options, "--module-path", System.getProperty("jdk.module.path"));
        add(options, "-cp", System.getProperty("java.class.path"));
        String application = System.getProperty("jdk.module.main");
        if (application != null && main.getModule().isNamed()) {
            options.add("--add-modules");
            options.add(application);
        }
        return options;
    }

    private static void add(List<String> options, String option, @Nullable String path) {
        if (path != null && !path.isEmpty()) {
            options.add(option);
            options.add(absolute(path));
        }
    }

    /** A path may be relative, and the child may work elsewhere. */
    private static String absolute(String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
