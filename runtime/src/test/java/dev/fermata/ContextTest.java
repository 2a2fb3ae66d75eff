package dev.fermata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class ContextTest {
    private final ContextVar<String> variable = new ContextVar<>("variable");

    @Test
    void a_variable_without_a_value_is_an_error_unless_there_is_another() {
        assertThatExceptionOfType(NoSuchElementException.class)
                .isThrownBy(variable::get)
                .withMessageContaining("context variable variable has no value");
        assertThat(variable.getOrDefault("other")).isEqualTo("other");
        assertThat(new ContextVar<>("v", "initial").get()).isEqualTo("initial");
        assertThat(new ContextVar<>("v", "initial").getOrDefault("other")).isEqualTo("other");
    }

    @Test
    void what_is_set_in_a_copy_stays_there() throws Exception {
        Context context = new Context();
        context.run(() -> variable.set("inside"));
        assertThat(variable.getOrDefault("nothing")).isEqualTo("nothing");
        assertThat(context.run(variable::get)).isEqualTo("inside");
        Context copy = context.copy();
        copy.run(() -> variable.set("copy"));
        assertThat(context.run(variable::get)).isEqualTo("inside");
        assertThat(context).hasToString("Context{ContextVar[variable]=inside}");
    }

    @Test
    void a_value_may_be_null() throws Exception {
        Context context = new Context();
        context.run(() -> variable.set(null));
        assertThat(context.run(() -> variable.getOrDefault("other"))).isNull();
    }

    @Test
    void a_token_brings_back_what_was_before() throws Exception {
        new Context().run(() -> {
            ContextVar.Token<String> first = variable.set("first");
            ContextVar.Token<String> second = variable.set("second");
            variable.reset(second);
            assertThat(variable.get()).isEqualTo("first");
            variable.reset(first);
            assertThat(variable.getOrDefault("nothing")).isEqualTo("nothing");
            assertThatIllegalStateException().isThrownBy(() -> variable.reset(first));
            return null;
        });
    }

    @Test
    void a_token_is_for_its_variable_and_its_context() throws Exception {
        Context context = new Context();
        ContextVar.Token<String> token = context.run(() -> variable.set("v"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> variable.reset(token))
                .withMessageContaining("another context");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContextVar<String>("other").reset(token))
                .withMessageContaining("another variable");
    }

    @Test
    void a_context_is_entered_once_at_a_time() throws Exception {
        Context context = new Context();
        context.run(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> context.run(() -> 1))
                    .withMessageContaining("already entered");
            return null;
        });
        assertThat(context.run(() -> 1)).isEqualTo(1);
    }
}
