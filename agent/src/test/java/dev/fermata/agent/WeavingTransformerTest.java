package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;
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
    void the_runtime_stays_as_it_is() throws IOException {
        String name = Generator.class.getName().replace('.', '/');
        try (InputStream classFile = Generator.class.getResourceAsStream("Generator.class")) {
            assertThat(transform("explain,verify", name, classFile.readAllBytes(), null))
                    .isNull();
        }
        assertThat(messages.toString()).isEmpty();
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
