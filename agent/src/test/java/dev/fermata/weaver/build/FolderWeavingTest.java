package dev.fermata.weaver.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWeavingTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    private static final Program SHOP = Program.compile("""
            package com.shop;
            class Shop {
                @Async static Generator<String, Void, Void> items() { return done(); }
                static class Cart {
                    @Async Generator<String, Void, Void> items() { Generator.yield("a"); return done(); }
                    Supplier<Generator<String, Void, Void>> later() { return () -> { Generator.yield("b"); return done(); }; }
                }
                static class Plain {}
            }
            """);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private Path in;
    private Path to;

    @BeforeEach
    void makeFolder() throws IOException {
        in = SHOP.store(folder.resolve("in"));
        to = folder.resolve("out");
    }

    private Weaving weave(Path from, Path into) throws IOException {
        var weaving = new Weaving(new PrintStream(messages, true));
        FolderWeaving.weave(from, into, weaving);
        assertThat(messages).hasToString("");
        return weaving;
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Test
    void frames_lie_beside_their_classes() throws IOException {
        Weaving weaving = weave(in, to);

        assertThat(files(to))
                .containsOnlyKeys(
                        "com/shop/Shop.class",
                        "com/shop/Shop$$items.class",
                        "com/shop/Shop$Cart.class",
                        "com/shop/Shop$Cart$$items.class",
                        "com/shop/Shop$Cart$$lambda$later$0.class",
                        "com/shop/Shop$Plain.class");
        assertThat(weaving.seen()).isEqualTo(3);
        assertThat(weaving.woven()).isEqualTo(2);
        assertThat(weaving.failures()).isZero();
    }

    @Test
    void what_is_not_woven_is_copied() throws IOException {
        Files.writeString(in.resolve("com/shop/names.txt"), "text");
        Files.createDirectories(in.resolve("META-INF"));
        Files.write(in.resolve("META-INF/data"), new byte[] {0, -1, 10, 13});

        weave(in, to);

        assertThat(to.resolve("com/shop/names.txt")).hasContent("text");
        assertThat(to.resolve("META-INF/data")).hasBinaryContent(new byte[] {0, -1, 10, 13});
        assertThat(to.resolve("com/shop/Shop$Plain.class")).hasBinaryContent(SHOP.classFile("com.shop.Shop$Plain"));
    }

    @Test
    void IN_stays_as_it_is() throws IOException {
        Map<String, byte[]> before = files(in);

        weave(in, to);

        assertThat(files(in)).containsExactlyEntriesOf(before);
    }

    @Test
    void in_place_only_woven_classes_are_written() throws IOException {
        Map<String, byte[]> before = files(in);
        for (String file : before.keySet()) {
            Files.setLastModifiedTime(in.resolve(file), LONG_AGO);
        }

        Weaving weaving = weave(in, in);

        assertThat(weaving.woven()).isEqualTo(2);
        assertThat(Files.getLastModifiedTime(in.resolve("com/shop/Shop$Plain.class")))
                .isEqualTo(LONG_AGO);
        assertThat(Files.getLastModifiedTime(in.resolve("com/shop/Shop.class"))).isNotEqualTo(LONG_AGO);
        assertThat(in.resolve("com/shop/Shop$$items.class")).exists();
    }

    @Test
    void weaving_the_result_again_changes_nothing() throws IOException {
        weave(in, to);
        Map<String, byte[]> once = files(to);

        Weaving inPlace = weave(to, to);
        Weaving away = weave(to, folder.resolve("again"));

        assertThat(inPlace.woven()).isZero();
        assertThat(away.woven()).isZero();
        assertThat(files(to)).containsExactlyEntriesOf(once);
        assertThat(files(folder.resolve("again"))).containsExactlyEntriesOf(once);
    }

    @Test
    void OUT_may_be_inside_IN() throws IOException {
        weave(in, in.resolve("out"));

        assertThat(in.resolve("out/com/shop/Shop$$items.class")).exists();
        assertThat(in.resolve("com/shop/Shop$$items.class")).doesNotExist();
    }
}
