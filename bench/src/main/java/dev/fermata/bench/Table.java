package dev.fermata.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The table of a run: a row per work and target, in Markdown. */
final class Table {
    private static final List<String> HEAD =
            List.of("work", "Fermata", "B/op", "by hand", "Kotlin", "ratio", "target", "met?");

    private final Results results;
    private final int jdk;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(Results results, int jdk) {
        this.results = results;
        this.jdk = jdk;
    }

    /** The table of {@code works}, leaving out what was not measured at all. */
    static String of(List<Work> works, Results results, int jdk) {
        Table table = new Table(results, jdk);
        for (Work work : works) {
            table.add(work);
        }
        return table.text();
    }

    private void add(Work work) {
        if (!isMeasured(work.fermata()) && !isMeasured(work.byHand()) && !isMeasured(work.kotlin())) {
            return;
        }
        List<String> figures = List.of(
                work.name(),
                score(work.fermata()),
                allocated(work.fermata()),
                score(work.byHand()),
                score(work.kotlin()));
        List<String> blank = List.of("", "", "", "", "");
        List<Target> targets =
                work.targets().stream().filter(target -> isShown(work, target)).toList();
        for (int i = 0; i < Math.max(1, targets.size()); i++) {
            List<String> row = new ArrayList<>(i == 0 ? figures : blank);
            row.addAll(targets.isEmpty() ? List.of("", "", "") : judge(work, targets.get(i)));
            rows.add(row);
        }
    }

    /** A comparison with what this JDK does not have is left out; a target never is. */
    private boolean isShown(Work work, Target target) {
        return !target.goal().isEmpty() || target.figure(work, results).isPresent();
    }

    private List<String> judge(Work work, Target target) {
        OptionalDouble figure = target.figure(work, results);
        boolean counts = jdk >= work.fromJdk() && !target.goal().isEmpty();
        String ratio = figure.isPresent() ? number(figure.getAsDouble(), target.decimals()) : "?";
        String verdict = counts && figure.isPresent() ? (target.isMetBy(figure.getAsDouble()) ? "yes" : "NO") : "";
        return List.of(ratio + " " + target.unit(), goal(work, target), verdict);
    }

    private String goal(Work work, Target target) {
        return jdk >= work.fromJdk() || target.goal().isEmpty()
                ? target.goal()
                : target.goal() + " (from JDK " + work.fromJdk() + ")";
    }

    private boolean isMeasured(@Nullable String benchmark) {
        return benchmark != null && results.has(benchmark);
    }

    private String score(@Nullable String benchmark) {
        if (!isMeasured(benchmark)) {
            return "";
        }
        return results.isHeld(benchmark)
                ? number(results.score(benchmark), 0) + " B"
                : number(results.score(benchmark), 2);
    }

    private String allocated(String benchmark) {
        return isMeasured(benchmark) && !results.isHeld(benchmark) ? number(results.allocated(benchmark), 2) : "";
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private String text() {
        int[] widths = new int[HEAD.size()];
        rows.add(0, HEAD);
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            appendRow(text, row, widths);
            if (row == HEAD) {
                appendLine(text, widths);
            }
        }
        return text.toString();
    }

    private static void appendRow(StringBuilder text, List<String> row, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            boolean isNumber = column >= 1 && column <= 4;
            text.append("| ").append(isNumber ? padding + cell : cell + padding).append(' ');
        }
        text.append("|\n");
    }

    private static void appendLine(StringBuilder text, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            boolean isNumber = column >= 1 && column <= 4;
            text.append('|')
                    .append("-".repeat(widths[column] + (isNumber ? 1 : 2)))
                    .append(isNumber ? ":" : "");
        }
        text.append("|\n");
    }
}
