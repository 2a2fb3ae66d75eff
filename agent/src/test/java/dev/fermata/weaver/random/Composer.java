package dev.fermata.weaver.random;

import static dev.fermata.weaver.random.Piece.of;
import static dev.fermata.weaver.random.Piece.statement;

import java.util.ArrayList;
import java.util.Random;

/** Writes random statements, and hands the work on expressions to {@link Expressions}. */
final class Composer {
    private static final int BUDGET = 140;
    private static final int DEPTH = 3;

    private final Random random;
    private final Expressions expressions;
    private final int firstHelper;
    private final int helpers;
    private int budget = BUDGET;
    private int names;

    /**
     * Begins a body.
     *
     * @param firstHelper the number of the first generator that it may delegate to, so that none delegates to itself
     * @param helpers how many there are
     */
    Composer(Random random, int firstHelper, int helpers) {
        this.random = random;
        this.firstHelper = firstHelper;
        this.helpers = helpers;
        expressions = new Expressions(random, this);
    }

    /** Whether there is something left for one more piece. */
    boolean spend() {
        return budget-- > 0;
    }

    Piece expression(Sort sort, Scope scope) {
        return expressions.any(sort, scope, DEPTH);
    }

    /** Evaluates to what another generator returns. */
    Piece delegation(Scope scope, int depth) {
        if (firstHelper >= helpers) {
            return expressions.any(Sort.INT, scope, 0);
        }
        return of(
                Sort.INT,
                "Generator.<Integer>yieldFrom(" + helper() + "(§, §, §))",
                expressions.any(Sort.INT, scope, depth - 1),
                expressions.any(Sort.LONG, scope, depth - 1),
                expressions.any(Sort.STRING, scope, depth - 1));
    }

    private String helper() {
        return "helper" + (firstHelper + random.nextInt(helpers - firstHelper));
    }

    Piece statements(Scope scope, int most) {
        var list = new ArrayList<Piece>();
        for (int count = 1 + random.nextInt(most); count > 0 && spend(); count--) {
            list.add(statement(scope));
        }
        return Piece.list(list);
    }

    private Piece block(Scope scope) {
        return statements(scope.block(), 3);
    }

    /** A name that nothing else has. */
    String name(String kind) {
        return kind + names++;
    }

    private Piece statement(Scope scope) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> declaration(scope);
            case 4 -> lateAssignment(scope);
            case 5, 6 -> Piece.statement("Log.say(§);", expression(Sort.VALUES[random.nextInt(15)], scope));
            case 7 ->
                Piece.statement("if (§) {\n§} else {\n§}", expression(Sort.BOOLEAN, scope), block(scope), block(scope));
            case 8, 9 -> loop(scope);
            case 10, 11, 12 -> scope.inExpression() ? assignment(scope) : tryStatement(scope);
            case 13 -> switchStatement(scope);
            case 14 -> jump(scope);
            case 15 -> lambda(scope);
            case 16 -> delegate(scope);
            default -> assignment(scope);
        };
    }

    private Piece declaration(Scope scope) {
        Sort sort = Sort.VALUES[random.nextInt(Sort.VALUES.length)];
        Piece value = expression(sort, scope);
        boolean isFinal = random.nextInt(3) == 0;
        String name = name("v");
        scope.declare(name, sort, isFinal);
        return Piece.statement((isFinal ? "final " : "") + sort.type + " " + name + " = §;", value);
    }

    private Piece lateAssignment(Scope scope) {
        Sort sort = Sort.VALUES[random.nextInt(Sort.VALUES.length)];
        String name = name("v");
        Piece piece = Piece.statement(
                sort.type + " " + name + "; if (§) {\n§" + name + " = §; } else { " + name + " = §; }",
                expression(Sort.BOOLEAN, scope),
                block(scope),
                expression(sort, scope),
                expression(sort, scope));
        scope.declare(name, sort, false);
        return piece;
    }

    private Piece assignment(Scope scope) {
        Sort sort = Sort.VALUES[random.nextInt(Sort.VALUES.length)];
        String variable = scope.variable(random, sort, true);
        if (variable == null) {
            return Piece.statement("Generator.yield(§);", expression(sort, scope));
        }
        String operator = sort == Sort.STRING || sort.ordinal() < Sort.FLOAT.ordinal() ? " += §;" : " = §;";
        return Piece.statement(variable + operator, expression(sort, scope));
    }

    private Piece loop(Scope scope) {
        String label = name("loop");
        Scope inside = scope.loop(label);
        String element = name("e");
        return switch (random.nextInt(5)) {
            case 0 ->
                Piece.statement(
                        label + ": while (Things.is(§)) { Log.burn();\n§}",
                        expression(Sort.BOOLEAN, scope),
                        statements(inside, 3));
            case 1 ->
                Piece.statement(
                        label + ": do { Log.burn();\n§} while (Things.is(§));",
                        statements(inside, 3),
                        expression(Sort.BOOLEAN, scope));
            case 2 -> {
                Piece start = expression(Sort.INT, scope);
                inside.declare(element, Sort.INT, false);
                yield Piece.statement(
                        "%1$s: for (int %2$s = § & 3; Things.is(%2$s < 4); %2$s++) { Log.burn();\n§}"
                                .formatted(label, element),
                        start,
                        statements(inside, 3));
            }
            case 3 -> {
                Piece array = expression(Sort.LONGS, scope);
                inside.declare(element, Sort.LONG, random.nextBoolean());
                yield Piece.statement(
                        "%s: for (long %s : §) { Log.burn();\n§}".formatted(label, element),
                        array,
                        statements(inside, 3));
            }
            default -> {
                Piece first = expression(Sort.OBJECT, scope);
                Piece second = expression(Sort.OBJECT, scope);
                inside.declare(element, Sort.OBJECT, false);
                yield Piece.statement(
                        "%s: for (Object %s : Arrays.asList(§, §)) { Log.burn();\n§}".formatted(label, element),
                        first,
                        second,
                        statements(inside, 3));
            }
        };
    }

    private Piece tryStatement(Scope scope) {
        String name = name("e");
        String handled = "} catch (%s " + name + ") { Log.say(" + name + ");\n§}";
        return switch (random.nextInt(8)) {
            case 0 -> Piece.statement("try {\n§} finally {\n§}", block(scope), block(scope));
            case 1 ->
                Piece.statement(
                        "try {\n§" + handled.formatted("RuntimeException") + " finally {\n§}",
                        block(scope),
                        block(scope),
                        block(scope));
            case 2 ->
                Piece.statement(
                        "try {\n§" + handled.formatted("IllegalArgumentException | ArithmeticException"),
                        block(scope),
                        block(scope));
            case 3 ->
                Piece.statement(
                        "try {\n§} catch (IllegalArgumentException x" + name + ") {\n§"
                                + handled.formatted("RuntimeException"),
                        block(scope),
                        block(scope),
                        block(scope));
            case 4 -> Piece.statement("try {\n§" + handled.formatted("Throwable"), block(scope), block(scope));
            case 5 -> Piece.statement("try {\n§" + handled.formatted("Error"), block(scope), block(scope));
            case 6 -> resources(scope, "");
            default ->
                resources(scope, handled.formatted("IllegalStateException").substring(1) + " finally {\n§}");
        };
    }

    private Piece resources(Scope scope, String rest) {
        String name = name("r");
        Piece first = expression(Sort.BOX, scope);
        Scope inside = scope.block();
        inside.declare(name, Sort.BOX, true);
        Piece body = statements(inside, 3);
        String text = "try (Box " + name + " = §) {\n§}" + rest;
        return rest.isEmpty()
                ? Piece.statement(text, first, body)
                : Piece.statement(text, first, body, block(scope), block(scope));
    }

    private Piece switchStatement(Scope scope) {
        if (random.nextBoolean()) {
            return Piece.statement(
                    "switch (§) {\ncase 0: {\n§}\ncase 1: {\n§break; }\ncase 7: {\n§}\ndefault: {\n§}\n}",
                    expression(Sort.INT, scope),
                    block(scope),
                    block(scope),
                    block(scope),
                    block(scope));
        }
        return Piece.statement(
                "switch (§) {\ncase \"Aa\" -> {\n§}\ncase \"BB\", \"a\" -> {\n§}\ndefault -> {\n§}\n}",
                expression(Sort.STRING, scope),
                block(scope),
                block(scope),
                block(scope));
    }

    private Piece jump(Scope scope) {
        String label = scope.label(random);
        Piece condition = expression(Sort.BOOLEAN, scope);
        return switch (random.nextInt(5)) {
            case 0 ->
                Piece.statement(
                        "if (§) throw new IllegalArgumentException(§);", condition, expression(Sort.STRING, scope));
            case 1 -> Piece.statement("assert § : §;", condition, expression(Sort.STRING, scope));
            case 2 -> label == null ? statement(scope) : Piece.statement("if (§) continue " + label + ";", condition);
            case 3 -> label == null ? statement(scope) : Piece.statement("if (§) break " + label + ";", condition);
            default ->
                scope.inExpression()
                        ? statement(scope)
                        : Piece.statement("if (§) return done(§);", condition, expression(Sort.INT, scope));
        };
    }

    private Piece lambda(Scope scope) {
        String name = name("f");
        return Piece.statement(
                "Supplier<Generator<Object, Object, Integer>> " + name + " = () -> {\n§return done(§);\n};\n"
                        + "Log.say(Generator.<Integer>yieldFrom(" + name + ".get()));",
                statements(scope.lambda(), 4),
                expression(Sort.INT, scope.lambda()));
    }

    private Piece delegate(Scope scope) {
        if (firstHelper >= helpers && scope.inExpression()) {
            return assignment(scope);
        }
        if (firstHelper >= helpers || !scope.inExpression() && random.nextInt(3) == 0) {
            return Piece.statement(
                    "try { Generator.yieldFrom(Arrays.asList(§, §)); } catch (UnsupportedOperationException "
                            + name("u") + ") { Log.say(\"not sent\"); }",
                    expression(Sort.OBJECT, scope),
                    expression(Sort.OBJECT, scope));
        }
        return Piece.statement(
                "Log.say(Things.take(" + helper() + "(§, §, §), § & 3));",
                expression(Sort.INT, scope),
                expression(Sort.LONG, scope),
                expression(Sort.STRING, scope),
                expression(Sort.INT, scope));
    }
}
