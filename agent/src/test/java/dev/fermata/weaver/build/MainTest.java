package dev.fermata.weaver.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it understands, and what it says. */
class MainTest {
    private static final String USAGE = ". Usage: java -jar fermata-agent.jar weave IN -o OUT | --version | --help\n";

    private static final Program SHOP = Program.compile(
            "package com.shop; class Shop { @Async static Generator<String, Void, Void> items() { return done(); } }");

    private static final Program FAULTY =
            Program.compile("class Faulty { int count() { return Generator.yield(1); } }");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path in;
    private Path to;

    @BeforeEach
    void makeFolder() throws IOException {
        in = SHOP.store(folder.resolve("in"));
        to = folder.resolve("out");
    }

    private int run(Object... arguments) {
        out.reset();
        err.reset();
        return new Main(new PrintStream(out, true), new PrintStream(err, true))
                .run(List.of(arguments).stream().map(Object::toString).toList());
    }

    private void assertUsage(String fault, Object... arguments) {
        assertThat(run(arguments)).isEqualTo(2);
        assertThat(err).hasToString("fermata: " + fault + USAGE);
        assertThat(out).hasToString("");
    }

    private void assertFailure(int exitCode, String error, Object... arguments) {
        assertThat(run(arguments)).isEqualTo(exitCode);
        assertThat(err).hasToString("fermata: error: " + error + "\n");
        assertThat(out).hasToString("");
    }

    @Test
    void the_version_is_a_line() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("fermata ").hasLineCount(1);
        assertThat(err).hasToString("");
    }

    @Test
    void the_help_names_all_options_and_exit_codes() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("verify", "dump=DIR", "explain", "include=", "exclude=", "debug", "weave IN -o OUT")
                .contains(
                        "Exit code: 0 if all went well, 1 if a class could not be woven, 2 if the command line is wrong.");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(err).hasToString("");
    }

    @Test
    void a_faulty_command_line_is_explained_in_a_line() {
        assertUsage("nothing to do");
        assertUsage("unknown command 'wave'", "wave", in, "-o", to);
        assertUsage("unknown option '-x'", "weave", in, "-x", to);
        assertUsage("'-o' needs a folder or a jar", "weave", in, "-o");
        assertUsage("'weave' needs '-o OUT'", "weave", in);
        assertUsage("'weave' needs a folder or a jar to weave", "weave", "-o", to);
        assertUsage("'weave' needs a folder or a jar to weave", "weave");
        assertUsage("one IN at a time, not 'a' and 'b'", "weave", "a", "b", "-o", to);
        assertThat(to).doesNotExist();
    }

    @Test
    void an_IN_that_is_missing_is_named() {
        Path missing = folder.resolve("missing");

        assertFailure(2, "there is no folder or jar " + missing, "weave", missing, "-o", to);
        assertThat(to).doesNotExist();
    }

    @Test
    void a_folder_is_not_woven_into_a_file_nor_a_file_into_a_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("a.jar"));

        String text = "IN and OUT must both be folders or both be jars, but ";
        assertFailure(2, text + in + " is a folder and " + file + " is a file", "weave", in, "-o", file);
        assertFailure(2, text + file + " is a file and " + in + " is a folder", "weave", file, "-o", in);
    }

    @Test
    void what_is_no_jar_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jar"), "no jar");

        assertThat(run("weave", file, "-o", folder.resolve("b.jar"))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("fermata: error: cannot read " + file + " as a jar: ")
                .hasLineCount(1);
        assertThat(folder.resolve("b.jar")).doesNotExist();
    }

    @Test
    void it_counts_what_it_has_woven() throws IOException {
        Program.compile("class Plain {}").store(in);

        assertThat(run("weave", in, "-o", to)).isZero();
        assertThat(out).hasToString("fermata: woven 1 of 2 classes into " + to + "\n");
        assertThat(err).hasToString("");
    }

    @Test
    void a_method_that_cannot_be_woven_is_an_error_and_the_others_are_woven() throws IOException {
        FAULTY.store(in);

        assertThat(run("weave", in, "-o", to)).isEqualTo(1);
        assertThat(err)
                .hasToString(
                        "fermata: error: Generator.yield in Faulty.count(Faulty.java:1) is in a method that is not "
                                + "@Async. Annotate it with @dev.fermata.annotation.Async and let it return a "
                                + "dev.fermata.Generator.\n");
        assertThat(out).hasToString("fermata: woven 2 of 2 classes into " + to + ", with 1 error\n");
        assertThat(to.resolve("com/shop/Shop$$items.class")).exists();
    }

    @Test
    void a_broken_class_file_is_an_error_and_copied_and_the_others_are_woven() throws IOException {
        byte[] broken = java.util.Arrays.copyOf(SHOP.classFile("com.shop.Shop"), 300);
        Files.write(in.resolve("Broken.class"), broken);
        Files.writeString(in.resolve("Text.class"), "not a class");

        assertThat(run("weave", in, "-o", to)).isEqualTo(1);
        assertThat(err.toString().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("fermata: error: cannot weave Broken.class: the class file is broken or not "
                                + "understood (java.lang.")
                        .endsWith("). It was copied as it is."))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("fermata: error: cannot weave Text.class: ")
                        .contains("it does not begin as a class file does"));
        assertThat(to.resolve("Broken.class")).hasBinaryContent(broken);
        assertThat(to.resolve("Text.class")).hasContent("not a class");
        assertThat(to.resolve("com/shop/Shop$$items.class")).exists();
    }

    @Test
    void an_OUT_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(run("weave", in, "-o", file.resolve("out"))).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("fermata: error: cannot read or write a file: java.nio.file.")
                .contains(file.toString())
                .hasLineCount(1);
    }
}
