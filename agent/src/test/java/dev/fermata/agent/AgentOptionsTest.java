package dev.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {
    @Test
    void no_text_stands_for_no_options() {
        for (String text : new String[] {null, ""}) {
            AgentOptions options = AgentOptions.parse(text);

            assertThat(options.verify()).isFalse();
            assertThat(options.explain()).isFalse();
            assertThat(options.debug()).isFalse();
            assertThat(options.dump()).isNull();
            assertThat(options.covers("com/shop/Cart")).isTrue();
        }
    }

    @Test
    void options_stand_in_any_order() {
        AgentOptions options = AgentOptions.parse("debug,include=com.shop:com.cart,explain,dump=a/folder,verify");

        assertThat(options.verify()).isTrue();
        assertThat(options.explain()).isTrue();
        assertThat(options.debug()).isTrue();
        assertThat(options.dump()).isEqualTo(Path.of("a/folder"));
        assertThat(options.include()).containsExactly("com.shop", "com.cart");
    }

    @Test
    void a_package_covers_the_classes_in_it_and_below_it() {
        AgentOptions options = AgentOptions.parse("include=com.shop");

        assertThat(options.covers("com/shop/Cart")).isTrue();
        assertThat(options.covers("com/shop/basket/Cart")).isTrue();
        assertThat(options.covers("com/shopping/Cart")).isFalse();
        assertThat(options.covers("com/Cart")).isFalse();
        assertThat(options.covers("Cart")).isFalse();
    }

    @Test
    void a_class_can_be_named_too() {
        AgentOptions options = AgentOptions.parse("exclude=com.shop.Cart");

        assertThat(options.covers("com/shop/Cart")).isFalse();
        assertThat(options.covers("com/shop/Carts")).isTrue();
    }

    @Test
    void an_option_may_be_repeated_to_add_packages() {
        AgentOptions options = AgentOptions.parse("include=com.shop,include=com.cart,exclude=com.shop.odd");

        assertThat(options.covers("com/shop/Cart")).isTrue();
        assertThat(options.covers("com/cart/Cart")).isTrue();
        assertThat(options.covers("com/shop/odd/Cart")).isFalse();
    }

    @Test
    void faulty_options_are_named() {
        assertFault("verify,,debug", "unknown agent option ''. The options are: verify, dump=DIR");
        assertFault("Verify", "unknown agent option 'Verify'. The options are: verify, dump=DIR");
        assertFault("dump=", "the agent option 'dump' needs a folder: dump=DIR.");
        assertFault("exclude", "the agent option 'exclude' needs packages: exclude=com.shop:com.cart.");
        assertFault("debug=", "the agent option 'debug' takes no value, but has ''. Write only 'debug'.");
    }

    private static void assertFault(String options, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentOptions.parse(options))
                .withMessageStartingWith(message);
    }
}
