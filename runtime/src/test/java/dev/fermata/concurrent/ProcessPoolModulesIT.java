package dev.fermata.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.annotation.Async;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of modules, and its workers. */
class ProcessPoolModulesIT {
    private static final String DESCRIPTOR = "module user { requires dev.fermata; }";

    private static final String PROGRAM = """
            package user;

            import dev.fermata.concurrent.ProcessPoolExecutor;

            public class Program {
                record Point(int x) implements java.io.Serializable {}

                public static void main(String[] arguments) throws Exception {
                    try (ProcessPoolExecutor pool = new ProcessPoolExecutor(1)) {
                        Point three = new Point(3);
                        System.out.println(pool.apply(
                                () -> new Point(three.x() + 1) + " in " + Program.class.getModule()));
                    }
                }
            }
            """;

    private static String jar(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    private static List<String> run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var lines = process.inputReader()) {
            return lines.lines().toList();
        }
    }

    @Test
    void workers_run_on_the_module_path_of_the_program_also_without_java_management(@TempDir Path directory)
            throws Exception {
        Path sources = Files.createDirectories(directory.resolve("sources/user"));
        Path descriptor = Files.writeString(sources.resolveSibling("module-info.java"), DESCRIPTOR);
        Path program = Files.writeString(sources.resolve("Program.java"), PROGRAM);
        Path classes = directory.resolve("classes");
        String library = jar(ProcessPoolExecutor.class) + File.pathSeparator + jar(Async.class);
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-p",
                        library + File.pathSeparator + jar(Nullable.class), // which only the compiler asks for
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        descriptor.toString(),
                        program.toString());
        assertThat(code).isZero();
        String path = library + File.pathSeparator + classes;
        assertThat(run("-p", path, "-m", "user/user.Program")).containsExactly("Point[x=4] in module user");
        assertThat(run("--limit-modules", "user", "-p", path, "-m", "user/user.Program"))
                .containsExactly("Point[x=4] in module user");
    }
}
