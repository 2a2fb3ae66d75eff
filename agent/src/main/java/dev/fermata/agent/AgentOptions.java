package dev.fermata.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The options behind {@code -javaagent:fermata-agent.jar=}, separated by commas.
 *
 * @param verify whether woven classes are checked before the JVM sees them
 * @param dump the folder in which woven classes are stored; null for nowhere
 * @param explain whether to say why each method was woven or not
 * @param include the packages to look at; empty for all
 * @param exclude the packages to leave alone
 * @param debug whether all named variables are kept over a suspension, for a debugger
 */
record AgentOptions(
        boolean verify, Path dump, boolean explain, List<String> include, List<String> exclude, boolean debug) {

    private static final String KNOWN =
            "verify, dump=DIR, explain, include=PACKAGE[:PACKAGE...], " + "exclude=PACKAGE[:PACKAGE...], debug";

    /**
     * Reads the options.
     *
     * @param text null or empty for none
     * @throws IllegalArgumentException if one is not known, lacks its value or has one too many
     */
    static AgentOptions parse(String text) {
        boolean verify = false;
        boolean explain = false;
        boolean debug = false;
        Path dump = null;
        List<String> include = new ArrayList<>();
        List<String> exclude = new ArrayList<>();
        String[] options = text == null || text.isEmpty() ? new String[0] : text.split(",", -1);
        for (String option : options) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = equals < 0 ? null : option.substring(equals + 1);
            switch (name) {
                case "verify" -> verify = flag(name, value);
                case "explain" -> explain = flag(name, value);
                case "debug" -> debug = flag(name, value);
                case "dump" -> dump = folder(value);
                case "include" -> include.addAll(packages(name, value));
                case "exclude" -> exclude.addAll(packages(name, value));
                default ->
                    throw new IllegalArgumentException(
                            "unknown agent option '" + option + "'. The options are: " + KNOWN + ".");
            }
        }
        return new AgentOptions(verify, dump, explain, List.copyOf(include), List.copyOf(exclude), debug);
    }

    private static boolean flag(String name, String value) {
        if (value != null) {
            throw new IllegalArgumentException("the agent option '" + name + "' takes no value, but has '" + value
                    + "'. Write only '" + name + "'.");
        }
        return true;
    }

    private static Path folder(String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the agent option 'dump' needs a folder: dump=DIR.");
        }
        Path folder = Path.of(value);
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "the agent option 'dump' needs a folder, and " + folder.toAbsolutePath() + " is none.");
        }
        return folder;
    }

    private static List<String> packages(String name, String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the agent option '" + name + "' needs packages: " + name + "=com.shop:com.cart.");
        }
        return List.of(value.split(":"));
    }

    /** Whether classes of this internal name are looked at. */
    boolean covers(String className) {
        return (include.isEmpty() || isIn(className, include)) && !isIn(className, exclude);
    }

    private static boolean isIn(String className, List<String> packages) {
        for (String name : packages) {
            String prefix = name.replace('.', '/');
            if (className.startsWith(prefix)
                    && (className.length() == prefix.length() || className.charAt(prefix.length()) == '/')) {
                return true;
            }
        }
        return false;
    }
}
