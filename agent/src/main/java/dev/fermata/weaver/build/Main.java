package dev.fermata.weaver.build;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The command line of the agent's jar: weaves classes at build time. */
public final class Main {
    /** All went well. */
    static final int OK = 0;

    /** A class could not be woven, or a file could not be read or written. */
    static final int FAILED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    private static final String HELP = """
            Fermata weaves methods annotated @Async into coroutines and generators.

            At load time:   java -javaagent:fermata-agent.jar[=OPTION,...] ...
              verify                    check each woven class before the JVM does
              dump=DIR                  store each woven class in DIR
              explain                   say why each method was woven or not
              include=PACKAGE[:...]     look at these packages only
              exclude=PACKAGE[:...]     leave these packages alone
              debug                     keep all named variables over a suspension, for a debugger

            At build time:  java -jar fermata-agent.jar weave IN -o OUT
              IN    a folder of class files, or a jar
              OUT   a folder (may be IN), or another jar; made if it is missing

            java -jar fermata-agent.jar --version | --help

            Exit code: 0 if all went well, 1 if a class could not be woven, 2 if the command line is wrong.""";

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command line and ends the JVM with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new Main(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        if (arguments.equals(List.of("--help"))) {
            out.println(HELP);
            return OK;
        }
        if (arguments.equals(List.of("--version"))) {
            out.println("fermata " + version());
            return OK;
        }
        if (arguments.isEmpty() || !arguments.get(0).equals("weave")) {
            return usage(arguments.isEmpty() ? "nothing to do" : "unknown command '" + arguments.get(0) + "'");
        }
        return parseWeave(arguments.subList(1, arguments.size()));
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private int usage(String fault) {
        err.println("fermata: " + fault + ". Usage: java -jar fermata-agent.jar weave IN -o OUT | --version | --help");
        return USAGE;
    }

    private int parseWeave(List<String> arguments) {
        Path in = null;
        Path to = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-o")) {
                if (++i == arguments.size()) {
                    return usage("'-o' needs a folder or a jar");
                }
                to = Path.of(arguments.get(i));
            } else if (argument.startsWith("-")) {
                return usage("unknown option '" + argument + "'");
            } else if (in != null) {
                return usage("one IN at a time, not '" + in + "' and '" + argument + "'");
            } else {
                in = Path.of(argument);
            }
        }
        if (in == null || to == null) {
            return usage("'weave' needs " + (in == null ? "a folder or a jar to weave" : "'-o OUT'"));
        }
        return weave(in, to);
    }

    private int weave(Path in, Path to) {
        if (!Files.exists(in)) {
            err.println("fermata: error: there is no folder or jar " + in.toAbsolutePath());
            return USAGE;
        }
        if (Files.exists(to) && Files.isDirectory(in) != Files.isDirectory(to)) {
            err.println("fermata: error: IN and OUT must both be folders or both be jars, but " + describe(in) + " and "
                    + describe(to));
            return USAGE;
        }
        Weaving weaving = new Weaving(err);
        try {
            if (Files.isDirectory(in)) {
                FolderWeaving.weave(in, to, weaving);
            } else {
                JarWeaving.weave(in, to, weaving);
            }
        } catch (IOException e) {
            // The message of those of the file system is no more than a path.
            boolean unclear = e.getMessage() == null || e instanceof FileSystemException;
            err.println("fermata: error: " + (unclear ? "cannot read or write a file: " + e : e.getMessage()));
            return FAILED;
        }
        int failures = weaving.failures();
        out.println("fermata: woven " + weaving.woven() + " of " + weaving.seen() + " classes into " + to
                + (failures == 0 ? "" : failures == 1 ? ", with 1 error" : ", with " + failures + " errors"));
        return failures == 0 ? OK : FAILED;
    }

    private static String describe(Path path) {
        return path + " is a " + (Files.isDirectory(path) ? "folder" : "file");
    }
}
