package dev.fermata.weaver.random;

import static dev.fermata.weaver.random.Piece.of;

import java.util.Random;

/** Writes random expressions. */
final class Expressions {
    private static final String[] WORDS = {"a", "b", "Aa", "BB", "", "x y"};

    private final Random random;
    private final Composer composer;

    Expressions(Random random, Composer composer) {
        this.random = random;
        this.composer = composer;
    }

    Piece any(Sort sort, Scope scope, int depth) {
        if (depth <= 0 || !composer.spend()) {
            return leaf(sort, scope);
        }
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> yielded(sort, scope, depth);
            case 3 -> leaf(sort, scope);
            case 4 -> choice(sort, scope, depth);
            case 5 -> assignment(sort, scope, depth);
            default -> operation(sort, scope, depth);
        };
    }

    private Piece leaf(Sort sort, Scope scope) {
        String variable = scope.variable(random, sort, false);
        return variable != null && random.nextInt(4) > 0 ? of(sort, variable) : literal(sort);
    }

    private Piece literal(Sort sort) {
        int n = random.nextInt(10) - 2;
        return of(
                sort,
                switch (sort) {
                    case INT -> "(" + n + ")";
                    case LONG -> "(" + n + "L)";
                    case DOUBLE -> n + ".5";
                    case FLOAT -> n + ".5f";
                    case BOOLEAN -> String.valueOf(random.nextBoolean());
                    case CHAR -> "'" + (char) ('c' + n) + "'";
                    case BYTE -> "((byte) " + n * 60 + ")";
                    case SHORT -> "((short) " + n * 9_000 + ")";
                    case STRING -> "\"" + WORDS[random.nextInt(WORDS.length)] + "\"";
                    case INTS -> "new int[] {" + n + ", 1, 2, 3}";
                    case LONGS -> "new long[] {" + n + ", 1, 2, 3}";
                    case STRINGS -> "new String[] {\"" + n + "\", null, \"t\", \"u\"}";
                    case BOX -> "new Box(" + n + ", 1L, \"box\", null)";
                    case OBJECT -> random.nextBoolean() ? "null" : "\"object\"";
                    default -> throw new AssertionError(sort);
                });
    }

    private Piece yielded(Sort sort, Scope scope, int depth) {
        return of(sort, "Generator.<" + sort.box + ">yield(§)", any(sort, scope, depth - 1));
    }

    private Piece choice(Sort sort, Scope scope, int depth) {
        Piece a = any(sort, scope, depth - 1);
        Piece b = any(sort, scope, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 ->
                of(
                        sort,
                        "(switch (§ & 3) { case 0 -> §; case 1 -> §; default -> §; })",
                        any(Sort.INT, scope, depth - 1),
                        a,
                        b,
                        any(sort, scope, depth - 1));
            case 1 -> {
                String result = composer.name("w"); // "yield (" would be a call to javac
                yield of(
                        sort,
                        "(switch (§) { case \"Aa\" -> §; case \"BB\", \"a\" -> {\n§ " + sort.type + " " + result
                                + " = §; yield " + result + "; } default -> §; })",
                        any(Sort.STRING, scope, depth - 1),
                        a,
                        composer.statements(scope.expression(), 2),
                        b,
                        any(sort, scope, depth - 1));
            }
            default -> of(sort, "(§ ? § : §)", any(Sort.BOOLEAN, scope, depth - 1), a, b);
        };
    }

    private Piece assignment(Sort sort, Scope scope, int depth) {
        String variable = scope.variable(random, sort, true);
        if (variable == null) {
            return operation(sort, scope, depth);
        }
        Piece value = any(sort, scope, depth - 1);
        return switch (sort) {
            case INT, LONG, DOUBLE ->
                switch (random.nextInt(4)) {
                    case 0 -> of(sort, "(" + variable + " += §)", value);
                    case 1 -> of(sort, "(" + variable + "++ - §)", value);
                    case 2 -> of(sort, "(" + variable + " *= §)", value);
                    default -> of(sort, "(" + variable + " = §)", value);
                };
            default -> of(sort, "(" + variable + " = §)", value);
        };
    }

    private Piece operation(Sort sort, Scope scope, int depth) {
        return switch (sort) {
            case INT -> integer(scope, depth);
            case LONG -> wide(scope, depth);
            case DOUBLE -> of(sort, pick("(§ + §)", "(§ * §)", "(§ - §)"), two(Sort.DOUBLE, scope, depth));
            case FLOAT ->
                of(sort, "(§ + (float) §)", any(Sort.FLOAT, scope, depth - 1), any(Sort.INT, scope, depth - 1));
            case BOOLEAN -> condition(scope, depth);
            case CHAR -> of(sort, "((char) ('a' + (§ & 15)))", any(Sort.INT, scope, depth - 1));
            case BYTE -> of(sort, "((byte) (0 + §))", any(Sort.INT, scope, depth - 1));
            case SHORT -> of(sort, "((short) (§ * 77))", any(Sort.INT, scope, depth - 1));
            case STRING -> text(scope, depth);
            case OBJECT -> object(scope, depth);
            case BOX -> box(scope, depth);
            case INTS ->
                of(
                        sort,
                        "new int[] {§, §, 1, §}",
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.INT, scope, depth - 1));
            case LONGS -> of(sort, "new long[] {§, §, 0, 1}", two(Sort.LONG, scope, depth));
            case STRINGS -> of(sort, "new String[] {§, null, §, \"t\"}", two(Sort.STRING, scope, depth));
            default -> throw new AssertionError(sort);
        };
    }

    private Piece[] two(Sort sort, Scope scope, int depth) {
        return new Piece[] {any(sort, scope, depth - 1), any(sort, scope, depth - 1)};
    }

    private Piece integer(Scope scope, int depth) {
        Piece a = any(Sort.INT, scope, depth - 1);
        return switch (random.nextInt(11)) {
            case 0 -> of(Sort.INT, "(§ / §)", a, any(Sort.INT, scope, depth - 1));
            case 1 ->
                of(
                        Sort.INT,
                        "Things.mix(§, §, §, §, §, §)",
                        a,
                        any(Sort.LONG, scope, depth - 1),
                        any(Sort.DOUBLE, scope, depth - 1),
                        any(Sort.STRING, scope, depth - 1),
                        any(Sort.BOOLEAN, scope, depth - 1),
                        any(Sort.CHAR, scope, depth - 1));
            case 2 -> of(Sort.INT, "§[§ & 3]", any(Sort.INTS, scope, depth - 1), a);
            case 3 ->
                of(Sort.INT, "(§[§ & 3] += §)", any(Sort.INTS, scope, depth - 1), a, any(Sort.INT, scope, depth - 1));
            case 4 -> of(Sort.INT, "(§.i++ + §)", any(Sort.BOX, scope, depth - 1), a);
            case 5 -> of(Sort.INT, "((int) (0L + §) ^ §)", any(Sort.LONG, scope, depth - 1), a);
            case 6 -> of(Sort.INT, "§.length()", any(Sort.STRING, scope, depth - 1));
            case 7 -> of(Sort.INT, "(§ - §)", any(Sort.CHAR, scope, depth - 1), any(Sort.BYTE, scope, depth - 1));
            case 8 -> composer.delegation(scope, depth);
            default ->
                of(Sort.INT, pick("(§ + §)", "(§ - §)", "(§ & §)", "(§ << §)"), a, any(Sort.INT, scope, depth - 1));
        };
    }

    private Piece wide(Scope scope, int depth) {
        Piece a = any(Sort.LONG, scope, depth - 1);
        return switch (random.nextInt(6)) {
            case 0 -> of(Sort.LONG, "(§ % §)", a, any(Sort.LONG, scope, depth - 1));
            case 1 ->
                of(Sort.LONG, "(§[§ & 3] -= §)", any(Sort.LONGS, scope, depth - 1), any(Sort.INT, scope, depth - 1), a);
            case 2 -> of(Sort.LONG, "(§.l = §)", any(Sort.BOX, scope, depth - 1), a);
            case 3 ->
                of(
                        Sort.LONG,
                        "Things.small(§, §, §, §)",
                        any(Sort.BYTE, scope, depth - 1),
                        any(Sort.SHORT, scope, depth - 1),
                        any(Sort.FLOAT, scope, depth - 1),
                        any(Sort.BOOLEAN, scope, depth - 1));
            default -> of(Sort.LONG, pick("(§ + §)", "(§ * §)", "(§ >> §)"), a, any(Sort.LONG, scope, depth - 1));
        };
    }

    private Piece condition(Scope scope, int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> of(Sort.BOOLEAN, "(§ && §)", two(Sort.BOOLEAN, scope, depth));
            case 1 -> of(Sort.BOOLEAN, "(§ || !§)", two(Sort.BOOLEAN, scope, depth));
            case 2 -> of(Sort.BOOLEAN, "(§ < §)", two(Sort.LONG, scope, depth));
            case 3 -> of(Sort.BOOLEAN, "(§ > §)", two(Sort.DOUBLE, scope, depth));
            case 4 -> of(Sort.BOOLEAN, "(§ instanceof String)", any(Sort.OBJECT, scope, depth - 1));
            default -> of(Sort.BOOLEAN, pick("(§ < §)", "(§ != §)", "(§ >= §)"), two(Sort.INT, scope, depth));
        };
    }

    private Piece text(Scope scope, int depth) {
        return switch (random.nextInt(6)) {
            case 0 ->
                of(
                        Sort.STRING,
                        "Things.join(§, §, §)",
                        any(Sort.OBJECT, scope, depth - 1),
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.OBJECT, scope, depth - 1));
            case 1 -> of(Sort.STRING, "§.s", any(Sort.BOX, scope, depth - 1));
            case 2 ->
                of(
                        Sort.STRING,
                        "(§[§ & 3] = §)",
                        any(Sort.STRINGS, scope, depth - 1),
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.STRING, scope, depth - 1));
            case 3 -> of(Sort.STRING, "§.concat(§).trim()", two(Sort.STRING, scope, depth));
            default ->
                of(
                        Sort.STRING,
                        "Things.cut(§ + § + § + §)",
                        any(Sort.STRING, scope, depth - 1),
                        any(Sort.LONG, scope, depth - 1),
                        any(Sort.CHAR, scope, depth - 1),
                        any(Sort.BOOLEAN, scope, depth - 1));
        };
    }

    private Piece object(Scope scope, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> of(Sort.OBJECT, "((Object) §)", any(Sort.INT, scope, depth - 1));
            case 1 -> of(Sort.OBJECT, "((Object) §)", any(Sort.STRING, scope, depth - 1));
            case 2 -> of(Sort.OBJECT, "((Object) §)", any(Sort.BOX, scope, depth - 1));
            default ->
                of(
                        Sort.OBJECT,
                        "(§ ? (Object) § : (Object) §)",
                        any(Sort.BOOLEAN, scope, depth - 1),
                        any(Sort.LONG, scope, depth - 1),
                        any(Sort.STRING, scope, depth - 1));
        };
    }

    private Piece box(Scope scope, int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> of(Sort.BOX, "§.with(§)", any(Sort.BOX, scope, depth - 1), any(Sort.INT, scope, depth - 1));
            case 1 ->
                of(
                        Sort.BOX,
                        "§.set(§, §, §)",
                        any(Sort.BOX, scope, depth - 1),
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.LONG, scope, depth - 1),
                        any(Sort.STRING, scope, depth - 1));
            default ->
                of(
                        Sort.BOX,
                        "new Box(§, §, §, §)",
                        any(Sort.INT, scope, depth - 1),
                        any(Sort.LONG, scope, depth - 1),
                        any(Sort.STRING, scope, depth - 1),
                        any(Sort.OBJECT, scope, depth - 1));
        };
    }

    private String pick(String... all) {
        return all[random.nextInt(all.length)];
    }
}
