package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.Generator;
import dev.fermata.program.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of woven classes, and lambdas that yield, go through serialisation as those of plain classes. */
class SerialVersionTest {
    private static final Program PLAIN = Program.compile("""
            import java.io.Serializable;
            public class Shops {
                public static class Simple implements Serializable {
                    String name = "a";
                    @Async public Generator<String, Void, Void> items() { Generator.yield(name); return done(); }
                }
                public abstract static class Rich<T extends Comparable<T>> implements Comparable<T>, Serializable {
                    static final Map<String, String> NAMES = new HashMap<>();
                    protected transient int count;
                    private T value;
                    public static volatile boolean open = true;
                    Rich(T value) { this.value = value; }
                    @Async protected Generator<T, T, T> items() { T t = Generator.yield(value); return done(t); }
                    @Async private static synchronized Generator<String, Void, Void> refused() { return done(); }
                    private void hidden() {}
                    protected abstract Generator<T, T, T> others();
                    public Supplier<Generator<T, T, T>> later() { return () -> { Generator.yield(value); return done(); }; }
                }
                public static class Derived extends Simple {
                    @Async Generator<String, Void, Void> more() { Generator.yieldFrom(items()); return done(); }
                }
                public static class Declared implements Serializable {
                    private static final long serialVersionUID = 77;
                    @Async Generator<String, Void, Void> items() { return done(); }
                }
                public enum Kind {
                    A, B;
                    @Async Generator<Kind, Void, Void> all() { Generator.yield(A); Generator.yield(B); return done(); }
                }
                public record Point(int x) implements Serializable {
                    @Async Generator<Integer, Void, Void> all() { Generator.yield(x); return done(); }
                }
                public static class Neither {
                    @Async Generator<Integer, Void, Void> all() { Generator.yield(1); return done(); }
                }
                public interface Later extends Supplier<Generator<String, Void, Void>>, Serializable {}
                public static Object lambda(String captured) {
                    Later later = () -> { Generator.yield(captured); return done(); };
                    return later;
                }
                public static Object reference() {
                    Later later = Shops::constant;
                    return later;
                }
                @Async static Generator<String, Void, Void> constant() { Generator.yield("constant"); return done(); }
                public static Object simple() { return new Simple(); }
                public static Object generator() { return constant(); }
            }
            """);

    private static final Program WOVEN = PLAIN.woven();

    @ParameterizedTest
    @ValueSource(strings = {"Simple", "Rich", "Derived", "Declared", "Kind", "Point"})
    void a_woven_class_has_the_serial_version_of_the_plain_one(String name) {
        long plain = ObjectStreamClass.lookup(PLAIN.load("Shops$" + name)).getSerialVersionUID();
        long woven = ObjectStreamClass.lookup(WOVEN.load("Shops$" + name)).getSerialVersionUID();

        assertThat(woven).isEqualTo(plain);
    }

    @Test
    void the_field_that_keeps_it_is_there_only_where_it_must_be() {
        assertThat(fields("Simple"))
                .containsExactlyInAnyOrder("private static final long serialVersionUID", "String name");
        assertThat(fields("Neither")).isEmpty();
        assertThat(fields("Point")).containsExactly("private final int x");
        assertThat(fields("Kind")).noneMatch(field -> field.contains("serialVersionUID"));
    }

    private static List<String> fields(String name) {
        return Arrays.stream(WOVEN.load("Shops$" + name).getDeclaredFields())
                .map(field -> Modifier.toString(field.getModifiers()) + " "
                        + field.getType().getSimpleName() + " " + field.getName())
                .map(String::strip)
                .toList();
    }

    @Test
    void what_the_plain_class_wrote_is_read_by_the_woven_one() throws Exception {
        byte[] written = write(PLAIN.result("Shops", "simple"));

        Object read = read(written, WOVEN);

        assertThat(read.getClass()).isSameAs(WOVEN.load("Shops$Simple"));
        var items = (Generator<?, ?, ?>) read.getClass().getMethod("items").invoke(read);
        assertThat(items.next()).isEqualTo("a");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_lambda_that_yields_and_a_reference_to_a_generator_method_can_be_written_and_read() throws Exception {
        Object lambda = read(write(WOVEN.result("Shops", "lambda", "captured")), WOVEN);
        Object reference = read(write(WOVEN.result("Shops", "reference")), WOVEN);

        assertThat(((Supplier<Generator<String, Void, Void>>) lambda).get()).containsExactly("captured");
        assertThat(((Supplier<Generator<String, Void, Void>>) reference).get()).containsExactly("constant");
    }

    @Test
    @SuppressWarnings("unchecked")
    void a_lambda_that_the_plain_class_wrote_is_read_by_the_woven_one() throws Exception {
        Object lambda = read(write(PLAIN.result("Shops", "lambda", "captured")), WOVEN);

        assertThat(((Supplier<Generator<String, Void, Void>>) lambda).get()).containsExactly("captured");
    }

    @Test
    void a_generator_itself_is_not_serialisable() {
        assertThatThrownBy(() -> write(WOVEN.result("Shops", "generator")))
                .isInstanceOf(NotSerializableException.class);
    }

    private static byte[] write(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes, Program program) throws IOException, ClassNotFoundException {
        ClassLoader loader = program.load("Shops").getClassLoader();
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, loader);
            }
        }) {
            return in.readObject();
        }
    }
}
