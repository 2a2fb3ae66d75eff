package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.Asyncio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/from-asyncio.md} has every name of asyncio and every name of ours, and no other.
 *
 * <p>The first column of a table is asyncio's if the head says so, or Python's, or Kotlin's. Elsewhere, code that looks like {@code Type} or
 * {@code Type.method} is a name of ours, and with a package before it a name of the JDK.
 */
class FromAsyncioTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern OF_OTHERS = Pattern.compile("\\| (asyncio|Python|Kotlin) .*");
    private static final Pattern OURS = Pattern.compile("[A-Z]\\w*(\\.[a-zA-Z]\\w*)?");
    private static final Pattern THEIRS = Pattern.compile("[A-Za-z]\\w*(\\.[a-zA-Z]\\w*)?");
    private static final Pattern OF_JDK = Pattern.compile("(([a-z]+\\.)+[A-Z]\\w*)(\\.(\\w+))?");
    /** Whose types and methods must all be mentioned; those of other packages may. */
    private static final Set<String> COVERED = Set.of("dev.fermata", "dev.fermata.sync", "dev.fermata.testing");

    private static final Set<String> NOT_SHOWN =
            Set.of("toString", "equals", "hashCode", "fillInStackTrace", "iterator");

    /** Types of ours by their simple names, with a dot where they are nested. */
    private final Map<String, Class<?>> types = types();

    private final Set<String> theirs = new LinkedHashSet<>();
    private final Set<String> ours = new LinkedHashSet<>();
    private final Set<String> ofJdk = new LinkedHashSet<>();

    FromAsyncioTest() throws IOException {
        boolean code = false;
        String head = ""; // of the table that the line is in
        for (String line : Files.readAllLines(Program.root().resolve("docs/from-asyncio.md"))) {
            code ^= line.startsWith("```");
            head = !line.startsWith("|") ? "" : head.isEmpty() ? line : head;
            if (!code) {
                read(line, head);
            }
        }
    }

    private void read(String line, String head) {
        int first = OF_OTHERS.matcher(head).matches() ? line.indexOf(" | ") : 0;
        Matcher of = CODE.matcher(line);
        while (of.find()) {
            String text = of.group(1);
            if (of.start() >= first) {
                add(OURS, text, ours);
                add(OF_JDK, text, ofJdk);
            } else if (head.startsWith("| asyncio ")) {
                add(THEIRS, text, theirs);
            }
        }
    }

    private static void add(Pattern pattern, String text, Set<String> names) {
        if (pattern.matcher(text).matches()) {
            names.add(text);
        }
    }

    @Test
    void it_has_every_name_of_asyncio_and_no_other() throws IOException {
        List<String> names = Files.readAllLines(Program.root().resolve("samples/src/test/resources/asyncio-3.13.txt"));
        assertThat(names).allMatch(theirs::contains);
        assertThat(theirs).allMatch(names::contains);
    }

    @Test
    void every_name_of_ours_exists() {
        assertThat(ours.stream().filter(name -> !exists(name))).isEmpty();
    }

    @Test
    void every_name_of_the_jdk_exists() {
        List<String> missing = new ArrayList<>();
        for (String name : ofJdk) {
            Matcher parts = OF_JDK.matcher(name);
            assertThat(parts.matches()).isTrue();
            try {
                Class<?> type = Class.forName(parts.group(1));
                if (parts.group(4) != null && !hasMethod(type, parts.group(4))) {
                    missing.add(name);
                }
            } catch (ClassNotFoundException e) {
                missing.add(name);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_type_and_every_public_method_of_ours_is_mentioned() {
        Set<String> missing = new TreeSet<>();
        types.forEach((name, type) -> {
            if (!COVERED.contains(type.getPackageName())) {
                return;
            }
            if (!ours.contains(name) && ours.stream().noneMatch(mentioned -> mentioned.startsWith(name + "."))) {
                missing.add(name);
            }
            for (Method method : type.getMethods()) {
                if (isOurs(method)
                        && !type.isAnnotationPresent(FunctionalInterface.class)
                        && !isMentioned(type, method.getName())) {
                    missing.add(name + "." + method.getName());
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    private boolean isMentioned(Class<?> type, String method) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue().isAssignableFrom(type))
                .anyMatch(entry -> ours.contains(entry.getKey() + "." + method));
    }

    private static boolean isOurs(Method method) {
        return method.getDeclaringClass().getName().startsWith("dev.fermata.")
                && !method.isSynthetic()
                && !NOT_SHOWN.contains(method.getName())
                && !(method.getDeclaringClass().isEnum() && Modifier.isStatic(method.getModifiers()));
    }

    private boolean exists(String name) {
        Class<?> type = types.get(name);
        if (type != null) {
            return true;
        }
        int dot = name.indexOf('.');
        Class<?> owner = dot < 0 ? null : types.get(name.substring(0, dot));
        return owner != null && hasMethod(owner, name.substring(dot + 1));
    }

    private static boolean hasMethod(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(name));
    }

    // ---- what there is

    private static Map<String, Class<?>> types() throws IOException {
        ModuleReference module = runtime();
        Map<String, Class<?>> types = new TreeMap<>();
        try (var reader = module.open();
                Stream<String> files = reader.list()) {
            files.filter(file -> file.endsWith(".class") && isExported(module.descriptor(), file))
                    .map(FromAsyncioTest::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .filter(type -> type.getEnclosingClass() == null
                            || Modifier.isPublic(type.getEnclosingClass().getModifiers()))
                    .sorted(Comparator.comparing(Class::getName))
                    .forEach(type -> types.put(name(type), type));
        }
        return types;
    }

    private static ModuleReference runtime() {
        try {
            Path place = Path.of(Asyncio.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return ModuleFinder.of(place).find("dev.fermata").orElseThrow();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** What is for woven code only does not count. */
    private static boolean isExported(ModuleDescriptor module, String file) {
        int slash = file.lastIndexOf('/');
        String folder = slash < 0 ? "" : file.substring(0, slash).replace('/', '.');
        return !file.endsWith("package-info.class")
                && !folder.equals("dev.fermata.woven")
                && module.exports().stream()
                        .anyMatch(exported -> exported.source().equals(folder));
    }

    private static Class<?> load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            return Class.forName(name, false, FromAsyncioTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(name, e));
        }
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
