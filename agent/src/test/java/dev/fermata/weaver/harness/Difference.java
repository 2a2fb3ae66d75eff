package dev.fermata.weaver.harness;

import java.util.List;
import java.util.Optional;

/** Where two transcripts part, as text for a person. */
final class Difference {
    private static final int LINES_BEFORE = 12;
    private static final int LINES_AFTER = 6;

    private Difference() {}

    static Optional<String> between(List<String> plain, List<String> woven) {
        if (plain.equals(woven)) {
            return Optional.empty();
        }
        int at = 0;
        while (at < plain.size() && at < woven.size() && plain.get(at).equals(woven.get(at))) {
            at++;
        }
        var text = new StringBuilder();
        append(text, "    ", plain, Math.max(0, at - LINES_BEFORE), at);
        append(text, "  plain | ", plain, at, at + LINES_AFTER);
        append(text, "  woven | ", woven, at, at + LINES_AFTER);
        return Optional.of(text.toString());
    }

    private static void append(StringBuilder text, String prefix, List<String> lines, int from, int to) {
        for (int i = from; i < to && i < lines.size(); i++) {
            text.append(prefix).append(lines.get(i)).append('\n');
        }
        if (to > lines.size() && from <= lines.size() && !prefix.isBlank()) {
            text.append(prefix).append("(end)\n");
        }
    }
}
