package dev.fermata.weaver;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random arguments for functions, and how they and the results are written. */
final class Arguments {
    private static final String[] TEXTS = {
        "",
        "a",
        "abc",
        " ab c ",
        "AbCd",
        "12",
        "-3.5",
        "0x1F",
        "true",
        "a,b,,c",
        "xyzzy",
        "\u00e9\ud83d\ude00",
        "abcabc"
    };
    private static final long[] NUMBERS = {0, 1, -1, 2, 3, 5, 7, 10, -4, 17, 100};
    private static final double[] REALS = {0, 1, -1, 0.5, -2.25, 3, 1e9, Double.NaN, Double.POSITIVE_INFINITY};

    private Arguments() {}

    static boolean areKnown(Class<?>[] types) {
        var random = new Random(0);
        return Arrays.stream(types).allMatch(type -> type.isPrimitive() || isKnown(type, random));
    }

    private static boolean isKnown(Class<?> type, Random random) {
        if (type.isArray()) {
            Class<?> component = type.getComponentType();
            return component.isPrimitive() || isKnown(component, random);
        }
        return isOneOf(
                type,
                Object.class,
                String.class,
                CharSequence.class,
                Comparable.class,
                Integer.class,
                Long.class,
                Double.class,
                Boolean.class,
                Character.class,
                Number.class,
                List.class,
                Collection.class,
                Iterable.class,
                Set.class,
                Map.class,
                Locale.class,
                Class.class,
                Comparator.class,
                BigInteger.class,
                BigDecimal.class,
                RoundingMode.class);
    }

    private static boolean isOneOf(Class<?> type, Class<?>... types) {
        return List.of(types).contains(type);
    }

    /** An argument for each type; the same ones for the same random numbers. */
    static Object[] of(Class<?>[] types, Random random) {
        return Arrays.stream(types).map(type -> of(type, random)).toArray();
    }

    private static Object of(Class<?> type, Random random) {
        if (!type.isPrimitive() && random.nextInt(12) == 0) {
            return null;
        }
        if (type.isArray()) {
            int length = random.nextInt(5);
            Object array = Array.newInstance(type.getComponentType(), length);
            for (int i = 0; i < length; i++) {
                Array.set(array, i, of(type.getComponentType(), random));
            }
            return array;
        }
        return value(type, random);
    }

    private static Object value(Class<?> type, Random random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        double real = REALS[random.nextInt(REALS.length)];
        String text = TEXTS[random.nextInt(TEXTS.length)];
        if (isOneOf(type, int.class, Integer.class, Number.class)) {
            return (int) number;
        } else if (isOneOf(type, long.class, Long.class)) {
            return number;
        } else if (isOneOf(type, double.class, Double.class)) {
            return real;
        } else if (type == float.class) {
            return (float) real;
        } else if (type == short.class) {
            return (short) number;
        } else if (type == byte.class) {
            return (byte) number;
        } else if (isOneOf(type, boolean.class, Boolean.class)) {
            return random.nextBoolean();
        } else if (isOneOf(type, char.class, Character.class)) {
            return text.isEmpty() ? 'x' : text.charAt(0);
        }
        return object(type, text, number, real, random);
    }

    private static Object object(Class<?> type, String text, long number, double real, Random random) {
        if (isOneOf(type, List.class, Collection.class, Iterable.class)) {
            return new ArrayList<>(texts(random));
        } else if (type == Set.class) {
            return new LinkedHashSet<>(texts(random));
        } else if (type == Map.class) {
            Map<String, Integer> map = new LinkedHashMap<>();
            texts(random).forEach(key -> map.put(key, key.length()));
            return map;
        } else if (type == Locale.class) {
            return Locale.ROOT;
        } else if (type == Class.class) {
            return random.nextBoolean() ? String.class : int[].class;
        } else if (type == Comparator.class) {
            return Comparator.naturalOrder();
        } else if (type == BigInteger.class) {
            return BigInteger.valueOf(number);
        } else if (type == BigDecimal.class) {
            return Double.isFinite(real) ? BigDecimal.valueOf(real) : BigDecimal.TEN;
        } else if (type == RoundingMode.class) {
            return RoundingMode.values()[random.nextInt(RoundingMode.values().length)];
        }
        return text;
    }

    private static List<String> texts(Random random) {
        return random.ints(random.nextInt(4), 0, TEXTS.length)
                .mapToObj(index -> TEXTS[index])
                .toList();
    }

    /** As text; of an object that may be of a class that exists twice, only the name. */
    static String render(Object value) {
        if (value == null) {
            return "null";
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            List<String> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(render(Array.get(value, i)));
            }
            return type.getSimpleName() + items;
        }
        if (value instanceof Throwable thrown) {
            // How the JVM names what is null depends on the bytecode.
            String message = String.valueOf(thrown.getMessage()).replaceFirst(" because (\"|the ).*", "");
            return type.getName() + ": " + message;
        }
        if (value instanceof Optional<?> || type.getName().startsWith("java.lang.") || value instanceof Map) {
            return value.toString();
        }
        if (value instanceof Collection<?> items) {
            return type.getName() + items.stream().map(Arguments::render).toList();
        }
        return type.isHidden() ? "a lambda" : type.getName();
    }
}
