package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** What cannot be woven: what is said, in which words, and that the rest of the class works. */
class RejectionTest {
    private static final String REST =
            "@Async static Generator<String, Void, Void> rest() { Generator.yield(\"rest\"); return done(); }";

    /** Compiles and weaves a class with these members; the first of them stands in line 2, another generator in line 1. */
    private static Program shop(String members, String... options) {
        return Program.compile("class Shop { " + REST + "\n" + members + "}", options)
                .woven();
    }

    private static void assertRejected(Program woven, String method, String message) {
        assertThat(woven.messages()).containsExactly("error: " + message);
        assertThatThrownBy(() -> woven.call("Shop", method))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertRestWorks(woven);
    }

    private static void assertRestWorks(Program woven) {
        assertThat(woven.<Generator<String, Void, Void>>generator("Shop", "rest"))
                .containsExactly("rest");
    }

    @Test
    void a_yield_in_a_method_that_is_not_async() {
        Program woven = shop("""
                static int count() {
                    Generator.yield("a");
                    return 1;
                }
                """);

        assertRejected(
                woven,
                "count",
                "Generator.yield in Shop.count(Shop.java:3) is in a method that is not @Async. Annotate it with "
                        + "@dev.fermata.annotation.Async and let it return a dev.fermata.Generator.");
    }

    @Test
    void a_yield_in_a_generator_method_without_the_annotation() {
        Program woven = shop("""
                static Generator<String, Void, Void> items() {
                    Generator.yieldFrom(List.of("a"));
                    return done();
                }
                """);

        assertRejected(
                woven,
                "items",
                "Generator.yieldFrom in Shop.items(Shop.java:3) is in a method that is not @Async. Annotate it with "
                        + "@dev.fermata.annotation.Async.");
    }

    @Test
    void a_yield_in_a_constructor() {
        Program woven = shop("""
                final String name;
                Shop() {
                    name = Generator.yield("a");
                }
                static Shop open() { return new Shop(); }
                """);

        assertRejected(
                woven,
                "open",
                "Generator.yield in Shop.<init>(Shop.java:4) is in a constructor, which cannot be suspended. Move it into "
                        + "an @Async method.");
    }

    @Test
    void a_yield_in_a_static_initialiser() {
        Program woven = Program.compile("""
                class Shop {
                    static final String NAME = Generator.yield("a");
                }
                """).woven();
        String message = "Generator.yield in Shop.<clinit>(Shop.java:2) is in a static initialiser, which cannot be "
                + "suspended. Move it into an @Async method.";

        assertThat(woven.messages()).containsExactly("error: " + message);
        assertThatThrownBy(() -> woven.load("Shop"))
                .isInstanceOf(ExceptionInInitializerError.class)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void an_async_method_that_is_synchronized() {
        Program woven = shop("""
                @Async static synchronized Generator<String, Void, Void> items() {
                    Generator.yield("a");
                    return done();
                }
                """);

        assertRejected(
                woven,
                "items",
                "the @Async method Shop.items(Shop.java:3) is synchronized. A suspended method cannot hold a monitor: "
                        + "guard the data in another way, for example by a java.util.concurrent.locks.Lock around the "
                        + "parts that do not yield.");
    }

    @Test
    void a_yield_in_a_synchronized_block() {
        Program woven = shop("""
                @Async static Generator<String, Void, Void> items() {
                    synchronized (Shop.class) {
                        System.nanoTime();
                    }
                    Generator.yield("allowed");
                    synchronized (Shop.class) {
                        for (String item : List.of("a")) {
                            Generator.yield(item);
                        }
                    }
                    return done();
                }
                """);

        assertRejected(
                woven,
                "items",
                "Generator.yield in Shop.items(Shop.java:9) is in a synchronized block. A suspended method cannot hold a "
                        + "monitor: yield outside the block.");
    }

    @Test
    void a_yield_in_a_lambda_whose_type_is_no_generator() {
        Program woven = shop("""
                static String name() {
                    Supplier<String> supplier = () -> Generator.yield("a");
                    return supplier.get();
                }
                """);

        assertRejected(
                woven,
                "name",
                "Generator.yield in Shop.lambda$name$0(Shop.java:3) is in a lambda whose type is java.lang.String. "
                        + "Only the body of a lambda that returns a dev.fermata.Generator can suspend.");
    }

    @Test
    void a_yield_in_a_lambda_inside_a_generator() {
        Program woven = shop("""
                @Async static Generator<String, Void, Void> items() {
                    List.of("a", "b").forEach(item -> Generator.yield(item));
                    return done();
                }
                """);
        String message =
                "Generator.yield in Shop.lambda$items$0(Shop.java:3) is in a lambda whose type is void. Only the "
                        + "body of a lambda that returns a dev.fermata.Generator can suspend.";

        assertThat(woven.messages()).containsExactly("error: " + message);
        Generator<String, Void, Void> items = woven.generator("Shop", "items");
        assertThatThrownBy(items::next)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertRestWorks(woven);
    }

    @Test
    void an_async_method_that_returns_something_else() {
        Program woven = shop("""
                @Async static Iterable<String> items() {
                    Generator.yield("a");
                    return null;
                }
                """);

        assertRejected(
                woven,
                "items",
                "the @Async method Shop.items(Shop.java:3) returns java.lang.Iterable, which Fermata does not know. An "
                        + "@Async method returns a Coroutine, Generator or AsyncGenerator of dev.fermata, or a "
                        + "CompletableFuture or CompletionStage.");
    }

    @Test
    void an_async_method_that_returns_nothing() {
        Program woven = shop("@Async static void items() {}");

        assertRejected(
                woven,
                "items",
                "the @Async method Shop.items(Shop.java:2) returns void, which Fermata does not know. An @Async method "
                        + "returns a Coroutine, Generator or AsyncGenerator of dev.fermata, or a CompletableFuture or "
                        + "CompletionStage.");
    }

    @Test
    void an_await_in_a_method_that_is_not_async() {
        Program woven = shop("""
                static int count(Coroutine<Integer> other) {
                    return Asyncio.await(other);
                }
                static int counts() { return count(null); }
                """);

        assertRejected(
                woven,
                "counts",
                "await in Shop.count(Shop.java:3) is in a method that is not @Async. Annotate it with "
                        + "@dev.fermata.annotation.Async and let it return a dev.fermata.Coroutine.");
    }

    @Test
    void an_await_in_a_generator_and_a_yield_in_a_coroutine() {
        Program woven = shop("""
                static Coroutine<Void> other;
                @Async static Generator<String, Void, Void> items() {
                    Generator.yield("a");
                    Asyncio.await(other);
                    return done();
                }
                @Async static Coroutine<Void> prices() {
                    Asyncio.await(other);
                    Generator.yield("a");
                    return done();
                }
                """);

        assertThat(woven.messages())
                .containsExactly(
                        "error: await in Shop.items(Shop.java:5) is in a method that returns a dev.fermata.Generator. It "
                                + "needs a dev.fermata.Coroutine; to await and yield in one method, return a "
                                + "dev.fermata.AsyncGenerator and use AsyncGenerator.yield.",
                        "error: Generator.yield in Shop.prices(Shop.java:10) is in a method that returns a "
                                + "dev.fermata.Coroutine. It needs a dev.fermata.Generator; to await and yield in one method, return "
                                + "a dev.fermata.AsyncGenerator and use AsyncGenerator.yield.");
        assertRestWorks(woven);
    }

    @Test
    void an_await_in_a_synchronized_block() {
        Program woven = shop("""
                static Coroutine<Void> other;
                @Async static Coroutine<Void> prices() {
                    synchronized (Shop.class) {
                        Asyncio.await(other);
                    }
                    return done();
                }
                """);

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .startsWith("error: await in Shop.prices(Shop.java:5) is in a synchronized block. A suspended method "
                        + "cannot hold a monitor: await outside the block, or use a dev.fermata.sync.Lock, which may be "
                        + "held meanwhile.");
        assertRestWorks(woven);
    }

    @Test
    void a_coroutine_method_that_is_synchronized() {
        Program woven = shop("""
                static Coroutine<Void> other;
                @Async static synchronized Coroutine<Void> prices() {
                    Asyncio.await(other);
                    return done();
                }
                """);

        assertRejected(
                woven,
                "prices",
                "the @Async method Shop.prices(Shop.java:4) is synchronized. A suspended method cannot hold a monitor: "
                        + "guard the data in another way, for example by a dev.fermata.sync.Lock, which is awaited.");
    }

    @Test
    void the_yields_of_generators_in_an_asynchronous_generator() {
        Program woven = shop("""
                @Async static AsyncGenerator<String, Void> items() {
                    Generator.yield("a");
                    return done();
                }
                @Async static AsyncGenerator<String, Void> all() {
                    Generator.yieldFrom(rest());
                    return done();
                }
                """);

        assertThat(woven.messages())
                .containsExactly(
                        "error: Generator.yield in Shop.items(Shop.java:3) is in a method that returns a "
                                + "dev.fermata.AsyncGenerator. Use AsyncGenerator.yield there.",
                        "error: Generator.yieldFrom in Shop.all(Shop.java:7) is in a method that returns a "
                                + "dev.fermata.AsyncGenerator. It needs a dev.fermata.Generator: an asynchronous generator "
                                + "yields the items of another one by one.");
        assertRestWorks(woven);
    }

    @Test
    void an_await_in_a_constructor_and_in_a_static_initialiser() {
        Program woven = shop("""
                static Coroutine<Integer> other;
                static class Cart {
                    int size = Asyncio.await(other);
                    Cart() {}
                }
                static class Prices {
                    static int price = Asyncio.await(other);
                }
                """);

        assertThat(woven.messages())
                .containsExactlyInAnyOrder(
                        "error: await in Shop$Cart.<init>(Shop.java:4) is in a constructor, which cannot be suspended. Move "
                                + "it into an @Async method.",
                        "error: await in Shop$Prices.<clinit>(Shop.java:8) is in a static initialiser, which cannot be "
                                + "suspended. Move it into an @Async method.");
        assertRestWorks(woven);
    }

    @Test
    void an_await_in_a_lambda_whose_type_is_no_coroutine() {
        Program woven = shop("""
                static Coroutine<Integer> other;
                @Async static Coroutine<Void> prices() {
                    Runnable later = () -> Asyncio.await(other);
                    later.run();
                    return done();
                }
                """);

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .matches(
                        "error: await in Shop[.]lambda\\$prices\\$\\d\\(Shop.java:4\\) is in a lambda whose type is void[.] "
                                + "Only the body of a lambda that returns a dev.fermata.Coroutine can suspend[.]");
        assertRestWorks(woven);
    }

    @Test
    void an_async_method_that_returns_a_future_of_a_loop() {
        Program woven = shop("""
                static Coroutine<Integer> other;
                @Async static Future<Integer> price() {
                    Asyncio.await(other);
                    return null;
                }
                """);

        assertRejected(
                woven,
                "price",
                "the @Async method Shop.price(Shop.java:4) returns dev.fermata.Future, which Fermata does not know. An "
                        + "@Async method returns a Coroutine, Generator or AsyncGenerator of dev.fermata, or a "
                        + "CompletableFuture or CompletionStage.");
    }

    @Test
    void a_yield_in_a_nested_class_without_line_numbers() {
        Program woven = Program.compile(
                        "class Shop { static class Cart { int size() { return Generator.yield(1); } } }")
                .map(RejectionTest::withoutDebugInformation)
                .woven();

        assertThat(woven.messages())
                .singleElement()
                .asString()
                .startsWith(
                        "error: Generator.yield in Shop$Cart.size(Unknown Source) is in a method that is not @Async.");
    }

    private static byte[] withoutDebugInformation(byte[] classFile) {
        var writer = new ClassWriter(0);
        new ClassReader(classFile).accept(writer, ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    @Test
    void each_faulty_method_of_a_class_is_named() {
        Program woven = shop("""
                static int one() { return Generator.yield(1); }
                static int two() { return Generator.yield(2); }
                static int three() { return 3; }
                """);

        assertThat(woven.messages())
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains("Shop.one(Shop.java:2)"))
                .anySatisfy(message -> assertThat(message).contains("Shop.two(Shop.java:3)"));
        assertThat(catchThrowable(() -> woven.call("Shop", "one"))).hasMessageContaining("Shop.one");
        assertThat(catchThrowable(() -> woven.call("Shop", "two"))).hasMessageContaining("Shop.two");
        assertThat(woven.<Integer>result("Shop", "three")).isEqualTo(3);
        assertRestWorks(woven);
    }

    @Test
    void the_error_has_the_place_of_the_method_in_its_stack_trace() {
        Program woven = shop("""
                static int count() {

                    return Generator.yield(1);
                }
                """);

        Throwable error = catchThrowable(() -> woven.call("Shop", "count"));

        assertThat(error.getStackTrace()[0]).hasToString("Shop.count(Shop.java:4)");
    }

    @Test
    void an_abstract_and_a_native_method_may_be_async() {
        Program plain = Program.compile("""
                abstract class Shop {
                    @Async abstract Generator<String, Void, Void> items();
                    @Async native Generator<String, Void, Void> others();
                    interface Cart { @Async Generator<String, Void, Void> items(); }
                }
                """);

        plain.classFiles().forEach((name, classFile) -> {
            WovenClass woven = Weaver.weave(classFile);
            assertThat(woven.isUnchanged()).as(name).isTrue();
            assertThat(woven.diagnostics()).as(name).isEmpty();
        });
    }

    @Test
    void a_class_file_from_before_java_8() {
        Program woven = Program.compile("class Shop {\n"
                        + "    @Async static Generator<String, Void, Void> items() { return null; }\n}")
                .map(classFile -> withVersion(classFile, 51))
                .woven();

        String message = "the @Async method Shop.items(Shop.java:2) is in a class file of version 51. Compile it for "
                + "Java 8 or later.";
        assertThat(woven.messages()).containsExactly("error: " + message);
        assertThatThrownBy(() -> woven.call("Shop", "items")).hasMessage(message);
    }

    private static byte[] withVersion(byte[] classFile, int version) {
        byte[] changed = classFile.clone();
        changed[6] = (byte) (version >> 8);
        changed[7] = (byte) version;
        return changed;
    }
}
