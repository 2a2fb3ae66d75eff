package dev.fermata.weaver.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What a piece may mention: the variables and labels around it, and the generators of the class. */
final class Scope {
    private record Variable(String name, Sort sort, boolean isFinal) {}

    private final List<Variable> variables = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final boolean inExpression;

    private Scope(boolean inExpression) {
        this.inExpression = inExpression;
    }

    static Scope ofMethod() {
        return new Scope(false);
    }

    /** The inside of a block: what is declared there is not seen outside. */
    Scope block() {
        return copy(inExpression, true, false);
    }

    /** The inside of a loop. */
    Scope loop(String label) {
        Scope loop = block();
        loop.labels.add(label);
        return loop;
    }

    /** The inside of a switch expression, which nothing may leave. */
    Scope expression() {
        return copy(true, false, false);
    }

    /** The body of a lambda. */
    Scope lambda() {
        return copy(false, false, true);
    }

    private Scope copy(boolean expression, boolean withLabels, boolean onlyFinal) {
        var copy = new Scope(expression);
        variables.stream().filter(variable -> !onlyFinal || variable.isFinal).forEach(copy.variables::add);
        if (withLabels) {
            copy.labels.addAll(labels);
        }
        return copy;
    }

    void declare(String name, Sort sort, boolean isFinal) {
        variables.add(new Variable(name, sort, isFinal));
    }

    /** Inside a switch expression: there is no return, and no try, around which javac 17 and ECJ lose values. */
    boolean inExpression() {
        return inExpression;
    }

    /** The name of a label around; null if there is none. */
    String label(Random random) {
        return labels.isEmpty() ? null : labels.get(random.nextInt(labels.size()));
    }

    /** The name of a variable of a sort; null if there is none. */
    String variable(Random random, Sort sort, boolean toWrite) {
        List<String> names = variables.stream()
                .filter(variable -> variable.sort == sort && !(toWrite && variable.isFinal))
                .map(Variable::name)
                .toList();
        return names.isEmpty() ? null : names.get(random.nextInt(names.size()));
    }
}
