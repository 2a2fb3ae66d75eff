package dev.fermata.weaver.build;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.build.BuildLogger;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FermataPluginTest {
    private static final Program SHOP = Program.compile("""
            package com.shop;
            public class Shop {
                @Async public static Generator<String, Void, Void> items() {
                    Generator.yield("a");
                    Generator.yieldFrom(new Cart().items("b"));
                    return done();
                }
                public static int count() { return 2; }
                static class Cart {
                    @Async private Generator<String, Void, Void> items(String item) {
                        Generator.yield(item);
                        return done();
                    }
                }
                static class Lambdas {
                    static Supplier<Generator<String, Void, Void>> later() { return () -> { Generator.yield("c"); return done(); }; }
                }
                static class Plain {}
            }
            """);

    @TempDir
    File folder;

    private File in;
    private File out;

    @BeforeEach
    void store() throws IOException {
        in = SHOP.store(folder.toPath().resolve("in")).toFile();
        out = Files.createDirectory(folder.toPath().resolve("out")).toFile();
    }

    private Program weave(Plugin... plugins) throws IOException {
        var factories = new ArrayList<Plugin.Factory>();
        Stream.of(plugins).map(Plugin.Factory.Simple::new).forEach(factories::add);
        new Plugin.Engine.Default()
                .with(ClassFileLocator.ForClassLoader.of(Generator.class.getClassLoader()))
                .apply(in, out, factories);
        return Program.of(read(out.toPath()));
    }

    private static Map<String, byte[]> read(Path folder) throws IOException {
        var classFiles = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString().replace(File.separatorChar, '.');
                classFiles.put(path.substring(0, path.length() - ".class".length()), Files.readAllBytes(file));
            }
        }
        return classFiles;
    }

    @Test
    void classes_are_woven_with_their_frames_beside_and_the_others_stay_as_they_are() throws IOException {
        Program woven = weave(new FermataPlugin());

        assertThat(woven.classFiles())
                .containsOnlyKeys(
                        "com.shop.Shop",
                        "com.shop.Shop$$items",
                        "com.shop.Shop$Cart",
                        "com.shop.Shop$Cart$$items",
                        "com.shop.Shop$Lambdas",
                        "com.shop.Shop$Lambdas$$lambda$later$0",
                        "com.shop.Shop$Plain");
        assertThat(woven.classFile("com.shop.Shop$Plain")).isEqualTo(SHOP.classFile("com.shop.Shop$Plain"));
        assertThat(woven.<Generator<String, Void, Void>>generator("com.shop.Shop", "items"))
                .containsExactly("a", "b");
        assertThat(woven.<Integer>result("com.shop.Shop", "count")).isEqualTo(2);
    }

    @Test
    void what_was_woven_stays_as_it_is() throws IOException {
        Map<String, byte[]> once = weave(new FermataPlugin()).classFiles();
        in = out;
        out = Files.createDirectory(folder.toPath().resolve("again")).toFile();

        assertThat(weave(new FermataPlugin()).classFiles()).containsExactlyEntriesOf(once);
    }

    /** Makes {@code count()} answer one more. */
    private static final class Counting implements Plugin {
        @Override
        public boolean matches(TypeDescription type) {
            return type.getName().equals("com.shop.Shop");
        }

        @Override
        public DynamicType.Builder<?> apply(
                DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator locator) {
            return builder.visit(Advice.to(Counting.class).on(named("count")));
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int count) {
            count++;
        }

        @Override
        public void close() {}
    }

    @Test
    void other_plugins_may_come_before_and_after() throws IOException {
        Program woven = weave(new Counting(), new FermataPlugin(), new Counting());

        assertThat(woven.<Integer>result("com.shop.Shop", "count")).isEqualTo(4);
        assertThat(woven.<Generator<String, Void, Void>>generator("com.shop.Shop", "items"))
                .containsExactly("a", "b");
    }

    @Test
    void a_method_that_cannot_be_woven_fails_the_build() throws IOException {
        Program.compile("class Faulty { int count() { return Generator.yield(1); } }")
                .store(in.toPath());

        assertThatThrownBy(() -> weave(new FermataPlugin()))
                .hasStackTraceContaining(
                        "fermata: error: Generator.yield in Faulty.count(Faulty.java:1) is in a method that "
                                + "is not @Async.");
    }

    @Test
    void a_warning_goes_to_the_log_of_the_build() throws IOException {
        Program.compile("class Large { @Async static Generator<Object, Void, Void> all() { "
                        + "Generator.yield(Math.random() + \"\");".repeat(600) + " return done(); } }")
                .store(in.toPath());
        List<String> warnings = new ArrayList<>();

        weave(new FermataPlugin(new BuildLogger.Adapter() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        }));

        assertThat(warnings).singleElement().asString().startsWith("fermata: warning: the method Large.all has ");
    }

    @Test
    void byte_buddy_finds_the_plugin_and_hands_it_the_log() throws IOException {
        assertThat(Plugin.Engine.Default.scan(FermataPlugin.class.getClassLoader()))
                .contains(FermataPlugin.class.getName());
        Plugin made = new Plugin.Factory.UsingReflection(FermataPlugin.class)
                .with(Plugin.Factory.UsingReflection.ArgumentResolver.ForType.of(
                        BuildLogger.class, BuildLogger.NoOp.INSTANCE))
                .make();

        assertThat(made).isInstanceOf(FermataPlugin.class);
        assertThat(new Plugin.Factory.UsingReflection(FermataPlugin.class).make())
                .isInstanceOf(FermataPlugin.class);
    }
}
