package dev.fermata.weaver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Generator;
import dev.fermata.woven.Awaits;
import dev.fermata.woven.CoroutineFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The functions of two libraries give the same results when they are generators or coroutines that suspend at random places.
 *
 * <p>{@code -Dfermata.test.all=true} calls each more often, {@code -Dfermata.test.seed=N} with other arguments and places.
 */
class FunctionsTest {
    private static final long SEED = Long.getLong("fermata.test.seed", 1);
    private static final int CALLS = Boolean.getBoolean("fermata.test.all") ? 60 : 6;
    private static final int MOST_SUSPENSIONS = 100_000;

    /** Classes whose functions wait, depend on time or chance, or reach out of the JVM. */
    private static final Pattern IMPURE =
            Pattern.compile(".*(Thread|Random|[Cc]oncurrent|Concurrency|System|Process|Runtime"
                    + "|Time|Date|Clock|Calendar|Duration|Hash|/hash/|/io/|/net/|Serialization|/reflect/|Stopwatch|Memoizer"
                    + "|Finalizable|Closer|Builder|Debug).*");

    private int called;

    @ParameterizedTest
    @ValueSource(strings = {"guava", "commons-lang3"})
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void a_function_that_suspends_gives_the_same(String library) {
        Path jar = Jars.paths().stream()
                .filter(path -> path.getFileName().toString().startsWith(library))
                .findFirst()
                .orElseThrow();
        Map<String, byte[]> plain = Jars.classFiles(jar);
        Map<String, byte[]> woven = new HashMap<>(plain);
        List<String> names = plain.keySet().stream()
                .filter(name -> !IMPURE.matcher(name).matches())
                .toList();
        names.forEach(name -> woven.put(name, woven(plain.get(name))));
        woven.put(Hops.class.getName().replace('.', '/'), woven(Hops.class));
        var plainLoader = new LinkedClasses(plain);
        var wovenLoader = new LinkedClasses(woven);
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            differences.addAll(differences(plainLoader.find(name), wovenLoader.find(name)));
        }
        System.out.printf("%s: %d calls compared%n", jar.getFileName(), called);
        assertThat(called).isGreaterThan(1_000);
        assertThat(differences).as("%d differences", differences.size()).isEmpty();
    }

    private static byte[] woven(byte[] classFile) {
        byte[] added = SuspensionsEverywhere.added(
                classFile, SEED, SuspensionsEverywhere.USUAL, FunctionsTest::kind, (method, place) -> true);
        WovenClass woven = Weaver.weave(added);
        return woven.isUnchanged() ? classFile : woven.bytes();
    }

    private static byte[] woven(Class<?> type) {
        try (var classFile = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return Weaver.weave(classFile.readAllBytes()).bytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Kind kind(String method) {
        return (SEED + method.hashCode()) % 2 == 0 ? Kind.GENERATOR : Kind.COROUTINE;
    }

    // ---- comparing

    private List<String> differences(Class<?> plain, Class<?> woven) {
        List<String> differences = new ArrayList<>();
        if (plain == null || !Modifier.isPublic(plain.getModifiers())) {
            return differences;
        }
        Map<String, Method> twins = new HashMap<>();
        for (Method method : woven.getDeclaredMethods()) {
            twins.putIfAbsent(key(method), method);
        }
        for (Method method : plain.getDeclaredMethods()) {
            boolean function = Modifier.isPublic(method.getModifiers())
                    && Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && !method.getName().equals("shuffle")
                    && Arguments.areKnown(method.getParameterTypes());
            Method twin = function ? twin(method, twins) : null;
            if (twin != null) {
                compare(method, twin, differences);
            }
        }
        return differences;
    }

    private static String key(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    /** The only one with these parameters. */
    private static Method twin(Method method, Map<String, Method> twins) {
        String parameters = Arrays.toString(method.getParameterTypes());
        Pattern name = Pattern.compile(Pattern.quote(method.getName() + SuspensionsEverywhere.TWIN) + "\\d+\\$\\w+"
                + Pattern.quote(parameters));
        List<Method> found = twins.entrySet().stream()
                .filter(entry -> name.matcher(entry.getKey()).matches())
                .map(Map.Entry::getValue)
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private void compare(Method method, Method twin, List<String> differences) {
        for (int i = 0; i < CALLS; i++) {
            long seed = SEED * 31 + i + key(method).hashCode();
            Object[] arguments = Arguments.of(method.getParameterTypes(), new Random(seed));
            Object[] same = Arguments.of(method.getParameterTypes(), new Random(seed));
            String called = method + " with " + Arguments.render(arguments);
            String expected = outcome(() -> method.invoke(null, arguments)) + " " + Arguments.render(arguments);
            String found = outcome(() -> finish(twin.invoke(null, same))) + " " + Arguments.render(same);
            this.called++;
            if (!found.equals(expected) && !expected.contains("@")) {
                differences.add(called + "\n  plain: " + expected + "\n  woven: " + found);
                return;
            }
        }
    }

    private interface Call {
        Object run() throws ReflectiveOperationException;
    }

    private static String outcome(Call call) {
        try {
            return Arguments.render(call.run());
        } catch (InvocationTargetException failure) {
            return Arguments.render(failure.getCause());
        } catch (Throwable failure) {
            return Arguments.render(failure); // out of the body, as it was thrown there
        }
    }

    /** Drives what a twin has made to its end. */
    private static Object finish(Object made) {
        if (made instanceof Generator<?, ?, ?> generator) {
            return finish(generator);
        }
        Object at = Awaits.drive((CoroutineFrame<?>) made, null, null);
        for (int i = 0; at instanceof CoroutineFrame<?> frame; i++) {
            assertThat(i).isLessThan(MOST_SUSPENSIONS);
            at = Awaits.drive(frame, null, null);
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private static Object finish(Generator<?, ?, ?> generator) {
        var end = new Object();
        var items = (Generator<Object, ?, ?>) generator;
        for (int i = 0; items.nextOr(end) != end; i++) {
            assertThat(i).isLessThan(MOST_SUSPENSIONS);
        }
        return generator.result();
    }
}
