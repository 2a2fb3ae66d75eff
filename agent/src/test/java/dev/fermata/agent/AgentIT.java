package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Jvm;
import dev.fermata.program.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The finished agent in JVMs of their own, as a user runs it. */
class AgentIT {
    private static final String GOOD = """
            package com.shop;
            public class Good {
                @Async static Generator<String, Void, Void> items(String last) {
                    Generator.yield("a");
                    Generator.yield(last);
                    return done();
                }
                static int count() { return 2; }
                public static void main(String[] args) {
                    for (String item : items("b")) { System.out.println(item); }
                    System.out.println(count());
                }
            }
            """;

    private static final String FAULTY = """
            package com.shop;
            public class Faulty {
                @Async static Generator<String, Void, Void> good() { Generator.yield("good"); return done(); }
                static int bad() {
                    return Generator.yield(1);
                }
                @Async static synchronized Generator<String, Void, Void> worse() { return done(); }
                public static void main(String[] args) {
                    System.out.println(good().next());
                    try { bad(); } catch (IllegalStateException e) { System.out.println(e.getMessage()); }
                    worse();
                }
            }
            """;

    private static final String BAD_MESSAGE =
            "Generator.yield in com.shop.Faulty.bad(Faulty.java:5) is in a method that is not @Async. Annotate it with "
                    + "@dev.fermata.annotation.Async and let it return a dev.fermata.Generator.";

    private static final String WORSE_MESSAGE =
            "the @Async method com.shop.Faulty.worse(Faulty.java:7) is synchronized. A suspended method cannot hold a "
                    + "monitor: guard the data in another way, for example by a java.util.concurrent.locks.Lock around the "
                    + "parts that do not yield.";

    private static final String IMPORTS =
            "import dev.fermata.Generator; import dev.fermata.annotation.Async; import static dev.fermata.Asyncio.done; ";

    @TempDir
    static Path classes;

    @TempDir
    Path folder;

    @BeforeAll
    static void compile() throws IOException {
        Program.compile(GOOD).store(classes);
        Program.compile(FAULTY).store(classes);
    }

    private static void assertGood(Jvm.Result result) {
        assertThat(result.output()).isEqualTo("a\nb\n2\n");
        assertThat(result.exitCode()).isZero();
    }

    private static void assertRefused(String message, String... options) {
        Jvm.Result result = Jvm.withAgent(options).on(classes).run("com.shop.Good");

        assertThat(result.errors()).isEqualTo("fermata: " + message + "\n");
        assertThat(result.output()).isEmpty();
        assertThat(result.exitCode()).isEqualTo(2);
    }

    // ---- with and without

    @Test
    void a_program_runs_with_the_agent_which_says_nothing() {
        Jvm.Result result = Jvm.withAgent().on(classes).run("com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void without_the_agent_a_generator_method_throws_and_names_the_place_and_both_ways_to_weave() {
        Jvm.Result result = Jvm.plain().on(classes).run("com.shop.Good");

        assertThat(result.errorLines().get(0))
                .isEqualTo("Exception in thread \"main\" java.lang.IllegalStateException: Generator.yield() ran in "
                        + "Good.items(Good.java:4), which was not woven. Start the JVM with "
                        + "-javaagent:fermata-agent.jar, or weave at build time (java -jar fermata-agent.jar weave "
                        + "CLASSES -o OUT); see docs/getting-started.md. If the agent is attached, the method lacks "
                        + "@Async, the agent's option include= or exclude= leaves its class out, or its class was loaded "
                        + "before the agent.");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void a_program_can_load_the_agent_while_it_runs() throws IOException {
        Program.compile("""
                public class Loads {
                    public static void main(String[] args) throws Exception {
                        var jvm = com.sun.tools.attach.VirtualMachine.attach("" + ProcessHandle.current().pid());
                        jvm.loadAgent(args[0], "verify");
                        jvm.detach();
                        Later.run();
                    }
                    static class Later {
                        @Async static Generator<String, Void, Void> items() { Generator.yield("later"); return done(); }
                        static void run() { System.out.println(items().next()); }
                    }
                }
                """, "--add-modules", "jdk.attach").store(folder);

        Jvm.Result result = Jvm.plain("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading")
                .on(folder)
                .run("Loads", Jvm.AGENT_JAR);

        assertThat(result.errors().lines().toList())
                .hasSize(1)
                .allMatch(line -> line.contains("bootstrap classpath has been appended")); // by the JVM
        assertThat(result.output()).isEqualTo("later\n");
    }

    @Test
    void an_agent_that_is_given_twice_weaves_once() {
        Jvm.Result result = Jvm.withAgent("verify")
                .option("-javaagent:" + Jvm.AGENT_JAR + "=explain")
                .on(classes)
                .run("com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty(); // the second would explain what it weaves
    }

    @Test
    void a_program_of_named_modules_runs() throws IOException {
        Path sources = Files.createDirectory(folder.resolve("sources"));
        Files.writeString(sources.resolve("module-info.java"), "module com.shop { requires dev.fermata; }");
        Files.createDirectories(sources.resolve("com/shop"));
        Files.writeString(
                sources.resolve("com/shop/Good.java"), GOOD.replace("public class", IMPORTS + "public class"));
        Path module = folder.resolve("module");
        String modules = Jvm.runtime();
        int failures = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-p",
                        modules + File.pathSeparator + Jvm.placeOf(NullMarked.class),
                        "-d",
                        module.toString(),
                        sources.resolve("module-info.java").toString(),
                        sources.resolve("com/shop/Good.java").toString());
        assertThat(failures).isZero();

        Jvm.Result result = Jvm.withAgent("verify")
                .option("-p")
                .option(modules + File.pathSeparator + module)
                .run("--module", "com.shop/com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty();
    }

    // ---- what it says

    @Test
    void errors_are_a_line_each_and_the_faulty_methods_throw_the_same() {
        Jvm.Result result = Jvm.withAgent().on(classes).run("com.shop.Faulty");

        assertThat(result.errorLines())
                .startsWith(
                        "fermata: error: " + BAD_MESSAGE,
                        "fermata: error: " + WORSE_MESSAGE,
                        "Exception in thread \"main\" java.lang.IllegalStateException: " + WORSE_MESSAGE,
                        "\tat com.shop.Faulty.worse(Faulty.java:7)");
        assertThat(result.output()).isEqualTo("good\n" + BAD_MESSAGE + "\n");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    @Test
    void a_broken_class_file_is_named_in_a_line() throws IOException {
        byte[] classFile = Program.compile(GOOD).classFile("com.shop.Good");
        Path file = folder.resolve("com/shop/Good.class");
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOf(classFile, classFile.length / 2));

        Jvm.Result result = Jvm.withAgent().on(folder).run("com.shop.Good");

        assertThat(result.errorLines().get(0))
                .startsWith("fermata: error: cannot weave com.shop.Good: java.lang.")
                .endsWith(". Please report this, with the class file.");
        assertThat(result.errors()).contains("ClassFormatError");
        assertThat(result.exitCode()).isEqualTo(1);
    }

    // ---- faulty options

    @Test
    void an_unknown_option_ends_the_jvm() {
        assertRefused(
                "unknown agent option 'fast'. The options are: verify, dump=DIR, explain, include=PACKAGE[:PACKAGE...], "
                        + "exclude=PACKAGE[:PACKAGE...], debug.",
                "verify",
                "fast");
    }

    @Test
    void an_option_that_lacks_its_value_ends_the_jvm() {
        assertRefused("the agent option 'dump' needs a folder: dump=DIR.", "dump");
        assertRefused("the agent option 'include' needs packages: include=com.shop:com.cart.", "include=");
    }

    @Test
    void an_option_with_a_value_that_takes_none_ends_the_jvm() {
        assertRefused("the agent option 'verify' takes no value, but has 'yes'. Write only 'verify'.", "verify=yes");
    }

    @Test
    void a_dump_into_a_file_ends_the_jvm() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertRefused("the agent option 'dump' needs a folder, and " + file + " is none.", "dump=" + file);
    }

    // ---- options

    @Test
    void verify_says_nothing_about_what_is_right() {
        Jvm.Result result = Jvm.withAgent("verify").on(classes).run("com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void dump_stores_the_woven_classes_and_their_frames() {
        Path dump = folder.resolve("new/dump");

        Jvm.Result result = Jvm.withAgent("dump=" + dump).on(classes).run("com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty();
        assertThat(dump).isDirectoryRecursivelyContaining("glob:**/com/shop/Good.class");
        assertThat(dump).isDirectoryRecursivelyContaining("glob:**/com/shop/Good$$items.class");
        assertThat(dump).isDirectoryNotContaining("glob:**/java/**");
        assertGood(Jvm.plain().on(dump).run("com.shop.Good"));
    }

    @Test
    void a_dump_that_cannot_be_written_is_an_error_and_the_class_is_woven_all_the_same() throws IOException {
        Path dump = Files.createDirectory(folder.resolve("dump"));
        Files.createFile(dump.resolve("com"));

        Jvm.Result result = Jvm.withAgent("dump=" + dump).on(classes).run("com.shop.Good");

        assertGood(result);
        assertThat(result.errorLines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("fermata: error: the agent option 'dump' cannot write "
                                + dump.resolve("com/shop/Good")));
    }

    @Test
    void explain_says_why_each_method_was_woven_or_not() {
        Jvm.Result result = Jvm.withAgent("explain").on(classes).run("com.shop.Faulty");

        assertThat(result.errorLines().subList(0, 3))
                .containsExactly(
                        "fermata: com.shop.Faulty.good: woven, as it is @Async; suspension points: 1, fields in the frame: "
                                + "0, bytes of the body: "
                                + bytesOfBody(result.errorLines().get(0)),
                        "fermata: error: " + BAD_MESSAGE,
                        "fermata: error: " + WORSE_MESSAGE);
    }

    private static String bytesOfBody(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Test
    void include_leaves_all_other_packages_alone() {
        assertGood(Jvm.withAgent("include=com.shop").on(classes).run("com.shop.Good"));
        assertGood(Jvm.withAgent("include=org:com", "explain").on(classes).run("com.shop.Good"));

        Jvm.Result result =
                Jvm.withAgent("include=com.sho:com.shops").on(classes).run("com.shop.Good");

        assertThat(result.errors()).contains("Generator.yield() ran in Good.items(Good.java:4), which was not woven.");
    }

    @Test
    void exclude_leaves_a_package_alone_and_wins_over_include() {
        assertGood(Jvm.withAgent("exclude=org.shop").on(classes).run("com.shop.Good"));

        Jvm.Result result =
                Jvm.withAgent("include=com", "exclude=com.shop").on(classes).run("com.shop.Good");

        assertThat(result.errors()).contains("the agent's option include= or exclude= leaves its class out, ");
    }

    @Test
    void debug_weaves_so_that_all_variables_are_kept() {
        Path dump = folder.resolve("dump");

        Jvm.Result result =
                Jvm.withAgent("debug", "verify", "dump=" + dump).on(classes).run("com.shop.Good");

        assertGood(result);
        assertThat(result.errors()).isEmpty();
    }
}
