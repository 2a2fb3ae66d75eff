package dev.fermata.semantics;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An {@code await} of a call whose body is known runs that body, without a coroutine object in between. */
class DirectCallIT {
    /** The methods on the stack, the innermost first, up to the first await by an object. */
    private static List<String> stack() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1)
                        .map(frame -> frame.getClassName().replaceAll(".*[.]", "") + "." + frame.getMethodName())
                        .takeWhile(method -> !method.startsWith("Awaits."))
                        .filter(method -> !method.contains("$$"))
                        .toList());
    }

    interface Service {
        @Async
        default Coroutine<List<String>> inherited() {
            return done(stack());
        }
    }

    static class Base {
        @Async
        Coroutine<List<String>> ofBase() {
            return done(stack());
        }

        @Async
        Coroutine<List<String>> overridden() {
            return done(stack());
        }

        @Async
        final Coroutine<List<String>> fixed() {
            return done(stack());
        }
    }

    static final class Last extends Base implements Service {
        private final int number;

        Last(int number) {
            this.number = number;
        }

        @Async
        @Override
        Coroutine<List<String>> overridden() {
            return done(stack());
        }

        @Async
        private Coroutine<Integer> sum(int a, long b, boolean pause) {
            if (pause) {
                await(Asyncio.sleep(ZERO));
            }
            return done(number + a + (int) b);
        }

        Coroutine<List<String>> notWoven() {
            return overridden();
        }
    }

    record Pair(int a, int b) {
        @Async
        Coroutine<List<String>> of() {
            return done(stack());
        }
    }

    enum Colour {
        RED;

        @Async
        Coroutine<List<String>> of() {
            return done(stack());
        }
    }

    private static <T> T run(Coroutine<T> coroutine) {
        return Asyncio.run(coroutine);
    }

    @Async
    private static Coroutine<List<String>> stacks(int which, Last last, Base base) {
        return done(
                switch (which) {
                    case 0 -> await(last.overridden());
                    case 1 -> await(last.ofBase());
                    case 2 -> await(last.inherited());
                    case 3 -> await(last.notWoven());
                    case 4 -> await(new Pair(1, 2).of());
                    case 5 -> await(Colour.RED.of());
                    case 6 -> await(base.overridden());
                    default -> await(base.fixed());
                });
    }

    private static List<String> stacks(int which) {
        return run(stacks(which, new Last(1), new Last(2)));
    }

    @Test
    void methods_of_nested_final_classes_records_and_enums_are_called_directly() {
        assertThat(stacks(0)).startsWith("DirectCallIT$Last.overridden", "DirectCallIT.stacks");
        assertThat(stacks(4)).startsWith("DirectCallIT$Pair.of", "DirectCallIT.stacks");
        assertThat(stacks(5)).startsWith("DirectCallIT$Colour.of", "DirectCallIT.stacks");
    }

    @Test
    void those_that_a_final_class_inherits_are_called_through_the_object() {
        assertThat(stacks(1)).containsExactly("DirectCallIT$Base.ofBase");
    }

    static class Shop {
        @Async
        static Coroutine<String> name() {
            return done("shop");
        }
    }

    static class BookShop extends Shop {
        static Coroutine<String> name() {
            return title();
        }

        @Async
        static Coroutine<String> title() {
            return done("book shop");
        }
    }

    static class Market extends BookShop {}

    @Async
    private static Coroutine<String> names() {
        return done(await(Shop.name()) + " " + await(BookShop.name()) + " " + await(Market.name()) + " "
                + await(Market.title()));
    }

    @Test
    void a_static_method_that_hides_a_woven_one_is_called_itself() {
        assertThat(run(names())).isEqualTo("shop book shop book shop book shop");
    }

    @Test
    void a_method_that_is_not_woven_is_called_and_its_coroutine_awaited() {
        assertThat(stacks(3)).containsExactly("DirectCallIT$Last.overridden");
    }

    @Test
    void what_may_be_overridden_is_called_through_the_object() {
        assertThat(stacks(6)).containsExactly("DirectCallIT$Last.overridden");
    }

    @Test
    void so_is_what_is_known_to_be_final_only_to_the_class_itself() {
        assertThat(stacks(2)).containsExactly("DirectCallIT$Service.inherited");
        assertThat(stacks(7)).containsExactly("DirectCallIT$Base.fixed");
    }

    @Async
    private static Coroutine<Integer> sums(Last last, boolean pause) {
        return done(await(last.sum(1, 2, pause)) * 10 + await(last.sum(3, 4, !pause)));
    }

    @Test
    void private_methods_take_their_arguments_and_may_suspend() {
        assertThat(run(sums(new Last(1), false))).isEqualTo(48);
        assertThat(run(sums(new Last(1), true))).isEqualTo(48);
    }

    @Async
    private static Coroutine<Integer> ofNothing(List<String> evaluated) {
        Last nobody = null;
        return done(await(nobody.sum(evaluated.add("argument") ? 1 : 0, 2, true)));
    }

    @Test
    void a_call_of_null_throws_after_the_arguments_are_evaluated() {
        List<String> evaluated = new ArrayList<>();

        assertThatNullPointerException().isThrownBy(() -> run(ofNothing(evaluated)));
        assertThat(evaluated).containsExactly("argument");
    }
}
