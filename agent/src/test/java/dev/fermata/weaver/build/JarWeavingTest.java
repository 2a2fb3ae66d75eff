package dev.fermata.weaver.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarWeavingTest {
    private static final long LONG_AGO = 1_000_000_000_000L;

    private static final byte[] SHOP = Program.compile(
                    "class Shop { @Async static Generator<String, Void, Void> items() { return done(); } }")
            .classFile("Shop");

    private static final byte[] PLAIN = Program.compile("class Plain {}").classFile("Plain");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private final Map<String, byte[]> content = new LinkedHashMap<>();
    private Path in;
    private Path to;

    @BeforeEach
    void startContent() {
        in = folder.resolve("in.jar");
        to = folder.resolve("made/out.jar");
        content.put("META-INF/", new byte[0]);
        content.put("META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\r\nMain-Class: Shop\r\n\r\n"));
        content.put("Shop.class", SHOP);
        content.put("Plain.class", PLAIN);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void writeJar(int method) throws IOException {
        try (OutputStream stream = Files.newOutputStream(in);
                var jar = new JarOutputStream(stream)) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                var entry = new JarEntry(file.getKey());
                entry.setTime(LONG_AGO);
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    var crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                jar.putNextEntry(entry);
                jar.write(file.getValue());
                jar.closeEntry();
            }
        }
    }

    private Weaving weave() throws IOException {
        var weaving = new Weaving(new PrintStream(messages, true));
        JarWeaving.weave(in, to, weaving);
        return weaving;
    }

    private static List<String> names(JarFile jar) {
        var names = new ArrayList<String>();
        Collections.list(jar.entries()).forEach(entry -> names.add(entry.getName()));
        return names;
    }

    private static byte[] read(JarFile jar, String name) throws IOException {
        return jar.getInputStream(jar.getEntry(name)).readAllBytes();
    }

    @Test
    void frames_lie_behind_their_classes_and_the_order_stays() throws IOException {
        writeJar(ZipEntry.DEFLATED);

        Weaving weaving = weave();

        try (var jar = new JarFile(to.toFile())) {
            assertThat(names(jar))
                    .containsExactly(
                            "META-INF/", "META-INF/MANIFEST.MF", "Shop.class", "Shop$$items.class", "Plain.class");
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo("Shop");
            assertThat(read(jar, "Shop.class")).isNotEqualTo(SHOP);
            assertThat(read(jar, "Plain.class")).isEqualTo(PLAIN);
            Collections.list(jar.entries())
                    .forEach(entry ->
                            assertThat(entry.getTime()).as(entry.getName()).isEqualTo(LONG_AGO));
        }
        assertThat(weaving.seen()).isEqualTo(2);
        assertThat(weaving.woven()).isEqualTo(1);
        assertThat(messages).hasToString("");
    }

    @Test
    void the_classes_of_each_version_of_a_multi_release_jar_are_woven() throws IOException {
        content.put("META-INF/MANIFEST.MF", text("Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n"));
        content.put("META-INF/versions/17/Shop.class", SHOP);
        content.put("META-INF/versions/17/com/Plain.class", PLAIN);
        writeJar(ZipEntry.DEFLATED);

        weave();

        try (var jar = new JarFile(to.toFile())) {
            assertThat(names(jar))
                    .contains(
                            "Shop$$items.class",
                            "META-INF/versions/17/Shop.class",
                            "META-INF/versions/17/Shop$$items.class");
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(read(jar, "META-INF/versions/17/Shop.class")).isEqualTo(read(jar, "Shop.class"));
        }
    }

    @Test
    void what_was_stored_without_compression_stays_so() throws IOException {
        content.put("lib/inner.jar", text("a jar in the jar"));
        writeJar(ZipEntry.STORED);

        weave();

        try (var jar = new JarFile(to.toFile())) {
            assertThat(jar.getEntry("lib/inner.jar").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(jar.getEntry("Plain.class").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(read(jar, "lib/inner.jar")).asString().isEqualTo("a jar in the jar");
            assertThat(read(jar, "Shop.class")).isNotEqualTo(SHOP);
        }
    }

    @Test
    void a_jar_without_coroutines_is_copied_as_it_is() throws IOException {
        content.remove("Shop.class");
        writeJar(ZipEntry.DEFLATED);

        Weaving weaving = weave();

        assertThat(weaving.woven()).isZero();
        assertThat(to).hasSameBinaryContentAs(in);
    }

    @Test
    void weaving_the_result_again_changes_nothing() throws IOException {
        writeJar(ZipEntry.DEFLATED);
        weave();
        Path once = to;
        in = once;
        to = folder.resolve("again.jar");

        Weaving weaving = weave();

        assertThat(weaving.woven()).isZero();
        assertThat(to).hasSameBinaryContentAs(once);
    }

    @Test
    void a_jar_is_not_woven_in_place() throws IOException {
        writeJar(ZipEntry.DEFLATED);
        to = in;

        assertThatThrownBy(this::weave)
                .isInstanceOf(IOException.class)
                .hasMessage("cannot weave the jar " + in + " in place: give another OUT");
    }

    @Test
    void an_OUT_that_exists_is_replaced_and_nothing_else_is_left_in_its_folder() throws IOException {
        writeJar(ZipEntry.DEFLATED);
        Files.createDirectories(to.getParent());
        Files.writeString(to, "old");

        weave();

        try (var jar = new JarFile(to.toFile())) {
            assertThat(names(jar)).contains("Shop$$items.class");
        }
        assertThat(to.getParent()).isDirectoryContaining(to::equals);
        try (var files = Files.list(to.getParent())) {
            assertThat(files).containsExactly(to);
        }
    }

    // ---- signatures

    private void addSignature() {
        content.put("META-INF/MANIFEST.MF", text("""
                Manifest-Version: 1.0\r
                Main-Class: Shop\r
                \r
                Name: Shop.class\r
                SHA-256-Digest: AAAA\r
                \r
                Name: Plain.class\r
                SHA-256-Digest: BBBB\r
                Purpose: none\r
                \r
                """));
        content.put("META-INF/KEY.SF", text("Signature-Version: 1.0\r\n\r\n"));
        content.put("META-INF/KEY.RSA", new byte[] {1, 2, 3});
        content.put("META-INF/notes/KEY.SF", text("no signature"));
    }

    @Test
    void a_signature_is_left_out_with_a_warning() throws IOException {
        addSignature();
        writeJar(ZipEntry.DEFLATED);

        weave();

        assertThat(messages)
                .hasToString(
                        "fermata: warning: " + in + " is signed, and weaving has changed its classes: the signature "
                                + "is left out. Sign the new jar.\n");
        try (var jar = new JarFile(to.toFile())) {
            assertThat(names(jar))
                    .doesNotContain("META-INF/KEY.SF", "META-INF/KEY.RSA")
                    .contains("META-INF/notes/KEY.SF");
            Manifest manifest = jar.getManifest();
            assertThat(manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS))
                    .isEqualTo("Shop");
            assertThat(manifest.getAttributes("Shop.class")).isNull();
            assertThat(manifest.getAttributes("Plain.class"))
                    .containsOnly(Map.entry(new Attributes.Name("Purpose"), "none"));
        }
    }

    @Test
    void a_signature_of_a_jar_without_coroutines_stays() throws IOException {
        addSignature();
        content.remove("Shop.class");
        writeJar(ZipEntry.DEFLATED);

        weave();

        assertThat(messages).hasToString("");
        assertThat(to).hasSameBinaryContentAs(in);
    }
}
