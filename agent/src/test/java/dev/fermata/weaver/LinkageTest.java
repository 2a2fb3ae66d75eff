package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** How frame classes get into the JVM. */
class LinkageTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 50;

    private static final String SOURCE = """
            public class Shop {
                @Async public static Generator<String, Void, Void> items() { Generator.yield("a"); return done(); }
                @Async public static Generator<String, Void, Void> unused() { Generator.yield("b"); return done(); }
            }
            """;

    @Test
    void many_threads_may_be_the_first_to_make_a_generator() throws Exception {
        Map<String, byte[]> woven = Program.compile(17, SOURCE).woven().classFiles();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int i = 0; i < ROUNDS; i++) {
                Program fresh = Program.of(woven);
                var start = new CyclicBarrier(THREADS);
                Callable<Generator<String, Void, Void>> call = () -> {
                    start.await();
                    return fresh.generator("Shop", "items");
                };
                List<Object> classes = new ArrayList<>();
                for (Future<Generator<String, Void, Void>> made :
                        threads.invokeAll(Collections.nCopies(THREADS, call))) {
                    assertThat(made.get()).containsExactly("a");
                    classes.add(made.get().getClass());
                }
                assertThat(classes).hasSize(THREADS).containsOnly(classes.get(0));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_frame_class_is_in_the_loader_the_package_and_the_protection_domain_of_its_class() {
        Program woven = Program.compile(17, SOURCE).woven();
        Class<?> frame = woven.generator("Shop", "items").getClass();
        Class<?> shop = woven.load("Shop");

        assertThat(frame.getName()).isEqualTo("Shop$$items");
        assertThat(frame.getClassLoader()).isSameAs(shop.getClassLoader());
        assertThat(frame.getPackage()).isSameAs(shop.getPackage());
        assertThat(frame.getProtectionDomain()).isSameAs(shop.getProtectionDomain());
        assertThat(frame.isSynthetic()).isTrue();
    }

    @Test
    void a_frame_class_that_is_not_needed_is_not_defined() {
        Program woven = Program.compile(17, SOURCE).woven();
        woven.generator("Shop", "items");

        assertThat(woven.isLoaded("Shop$$items")).isTrue();
        assertThat(woven.isLoaded("Shop$$unused")).isFalse();
    }
}
