package dev.fermata.weaver.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Jvm;
import dev.fermata.program.Program;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of the finished jar, and what it makes, run as a user runs it. */
class CommandLineIT {
    private static final String SOURCE = """
            package com.shop;
            public class Shop {
                @Async static Generator<String, Integer, String> items() {
                    Integer n = Generator.yield("%s");
                    Generator.yieldFrom(new Cart().items());
                    return done("sent " + n);
                }
                static class Cart {
                    @Async Generator<String, Integer, Void> items() { Generator.yield("b"); return done(); }
                }
                public static void main(String[] args) throws Exception {
                    var items = items();
                    System.out.println(items.next() + items.send(7));
                    System.out.println(items.nextOr("end") + ": " + items.result());
                    try (var text = Shop.class.getResourceAsStream("names.txt")) {
                        if (text != null) { System.out.println(new String(text.readAllBytes())); }
                    }
                }
            }
            """;

    private static final Program SHOP = Program.compile(SOURCE.formatted("a"));

    @TempDir
    Path folder;

    private static void assertPrinted(String output, Jvm.Result result) {
        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).isEqualTo(output);
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void the_version_is_that_of_the_jar() {
        Jvm.Result result = Jvm.commandLine("--version");

        assertThat(result.output()).matches("fermata \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void a_faulty_command_line_ends_with_exit_code_2() {
        Jvm.Result result = Jvm.commandLine("weave");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors())
                .startsWith("fermata: 'weave' needs a folder")
                .hasLineCount(1);
    }

    @Test
    void a_woven_folder_runs_without_the_agent_and_with_it() throws IOException {
        Path in = SHOP.store(folder.resolve("in"));
        Files.writeString(in.resolve("com/shop/names.txt"), "names");
        Path out = folder.resolve("out");

        assertPrinted(
                "fermata: woven 2 of 2 classes into " + out + "\n", Jvm.commandLine("weave", "" + in, "-o", "" + out));

        String output = "ab\nend: sent 7\nnames\n";
        assertPrinted(output, Jvm.plain("-Xverify:all").on(out).run("com.shop.Shop"));
        // It would explain what it weaves.
        assertPrinted(output, Jvm.withAgent("verify", "explain").on(out).run("com.shop.Shop"));
    }

    @Test
    void a_folder_woven_in_place_runs_without_the_agent() throws IOException {
        Path in = SHOP.store(folder.resolve("in"));

        assertThat(Jvm.commandLine("weave", "" + in, "-o", "" + in).exitCode()).isZero();
        assertPrinted(
                "fermata: woven 0 of 4 classes into " + in + "\n", Jvm.commandLine("weave", "" + in, "-o", "" + in));

        assertPrinted("ab\nend: sent 7\n", Jvm.plain().on(in).run("com.shop.Shop"));
    }

    private Path jar(Map<String, String> manifest, Program newer) throws IOException {
        Path jar = folder.resolve("in.jar");
        var entries = new Manifest();
        entries.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach(entries.getMainAttributes()::putValue);
        try (OutputStream stream = Files.newOutputStream(jar);
                var out = new JarOutputStream(stream, entries)) {
            add(out, "", SHOP);
            if (newer != null) {
                add(out, "META-INF/versions/17/", newer);
            }
            out.putNextEntry(new JarEntry("com/shop/names.txt"));
            out.write("names".getBytes());
        }
        return jar;
    }

    private static void add(JarOutputStream jar, String prefix, Program program) throws IOException {
        for (Map.Entry<String, byte[]> classFile : program.classFiles().entrySet()) {
            jar.putNextEntry(new JarEntry(prefix + classFile.getKey().replace('.', '/') + ".class"));
            jar.write(classFile.getValue());
        }
    }

    @Test
    void a_woven_jar_runs_without_the_agent_and_with_it() throws IOException {
        Path in = jar(Map.of(), null);
        Path out = folder.resolve("out.jar");

        assertPrinted(
                "fermata: woven 2 of 2 classes into " + out + "\n", Jvm.commandLine("weave", "" + in, "-o", "" + out));

        String output = "ab\nend: sent 7\nnames\n";
        assertPrinted(output, Jvm.plain().on(out).run("com.shop.Shop"));
        assertPrinted(output, Jvm.withAgent("verify", "explain").on(out).run("com.shop.Shop"));
    }

    @Test
    void the_newer_version_of_a_multi_release_jar_runs() throws IOException {
        Path in = jar(Map.of("Multi-Release", "true"), Program.compile(SOURCE.formatted("new ")));
        Path out = folder.resolve("out.jar");

        assertPrinted(
                "fermata: woven 4 of 4 classes into " + out + "\n", Jvm.commandLine("weave", "" + in, "-o", "" + out));

        assertPrinted("new b\nend: sent 7\nnames\n", Jvm.plain().on(out).run("com.shop.Shop"));
    }

    @Test
    void a_woven_jar_that_was_signed_runs() throws Exception {
        Path in = signed(jar(Map.of(), null));
        assertPrinted("ab\nend: sent 7\nnames\n", Jvm.withAgent().on(in).run("com.shop.Shop"));
        Path out = folder.resolve("out.jar");

        Jvm.Result result = Jvm.commandLine("weave", "" + in, "-o", "" + out);

        assertThat(result.errors())
                .isEqualTo(
                        "fermata: warning: " + in + " is signed, and weaving has changed its classes: the signature is "
                                + "left out. Sign the new jar.\n");
        assertThat(result.exitCode()).isZero();
        assertPrinted("ab\nend: sent 7\nnames\n", Jvm.plain().on(out).run("com.shop.Shop"));
    }

    private Path signed(Path jar) throws Exception {
        Path keys = folder.resolve("keys");
        char[] password = "password".toCharArray();
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=Shop",
                        "-storepass",
                        "password",
                        "-keystore",
                        keys.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        var store = KeyStore.getInstance(keys.toFile(), password);
        var entry = (KeyStore.PrivateKeyEntry) store.getEntry("key", new KeyStore.PasswordProtection(password));
        Path signed = folder.resolve("signed.jar");
        try (var file = new ZipFile(jar.toFile());
                var out = new FileOutputStream(signed.toFile())) {
            new JarSigner.Builder(entry).build().sign(file, out);
        }
        return signed;
    }
}
