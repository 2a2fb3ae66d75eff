package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WeavingTransformerTest {
    private static final byte[] SHOP = Program.compile(
                    "class Shop { @Async static Generator<String, Void, Void> items() { return done(); } }")
            .classFile("Shop");

    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private byte[] transform(String options, String className, byte[] classFile, Class<?> loaded) {
        var transformer = new WeavingTransformer(AgentOptions.parse(options), new PrintStream(messages, true));
        return transformer.transform(null, className, loaded, null, classFile);
    }

    @Test
    void a_class_without_coroutines_stays_as_it_is() {
        byte[] plain =
                Program.compile("class Cart { int size() { return 1; } }").classFile("Cart");

        assertThat(transform("explain,verify", "Cart", plain, null)).isNull();
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void a_class_that_only_uses_generators_stays_as_it_is() {
        byte[] plain = Program.compile("class Cart { Object first(Generator<String, ?, ?> g) { return g.next(); } }")
                .classFile("Cart");

        assertThat(transform("explain,verify", "Cart", plain, null)).isNull();
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void a_woven_class_stays_as_it_is() {
        byte[] woven = transform("verify", "Shop", SHOP, null);

        assertThat(woven).isNotNull();
        assertThat(transform("explain,verify", "Shop", woven, null)).isNull();
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void a_class_that_is_loaded_already_stays_as_it_is() {
        assertThat(transform("", "Shop", SHOP, WeavingTransformerTest.class)).isNull();
    }

    @Test
    void a_class_without_a_name_stays_as_it_is() {
        assertThat(transform("", null, SHOP, null)).isNull();
    }

    @Test
    void nothing_is_looked_at_in_the_packages_of_the_runtime() throws Exception {
        Path runtime = Path.of(Generator.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        FileSystem jar = Files.isDirectory(runtime) ? null : FileSystems.newFileSystem(runtime);
        Path root = jar == null ? runtime : jar.getPath("/");
        try (jar;
                Stream<Path> files = Files.walk(root)) {
            List<String> names = files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.startsWith("dev/fermata/") && file.endsWith(".class"))
                    .toList();

            assertThat(names)
                    .hasSizeGreaterThan(100)
                    .allSatisfy(
                            name -> assertThat(transform("", name, SHOP, null)).isNull());
        }
    }

    @Test
    void what_stands_beside_the_runtime_is_woven() {
        assertThat(transform("", "dev/fermata/samples/Shop", SHOP, null)).isNotNull();
        assertThat(transform("", "dev/fermatas/Shop", SHOP, null)).isNotNull();
    }

    @Test
    void what_is_no_class_file_is_left_to_the_jvm() {
        assertThat(transform("", "Shop", new byte[] {1, 2, 3}, null)).isNull();
        assertThat(transform("", "Shop", new byte[0], null)).isNull();
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void a_broken_class_file_is_a_line() {
        for (int length = SHOP.length / 2; length < SHOP.length; length += 7) {
            messages.reset();

            assertThat(transform("", "com/Shop", Arrays.copyOf(SHOP, length), null))
                    .isNull();
            assertThat(messages.toString().lines()).singleElement().asString().startsWith("fermata: error: ");
        }
    }
}
