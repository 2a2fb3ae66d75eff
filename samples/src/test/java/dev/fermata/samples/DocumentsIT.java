package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Document.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a document says that a program prints, the program prints.
 *
 * <p>{@code <!-- printed by CLASS -->} is with the agent, {@code CLASS with OPTIONS} with options of the agent, {@code CLASS
 * without the agent} without. White space does not count, and {@code ...} stands for anything.
 */
class DocumentsIT {
    private final Map<String, String> printed = new HashMap<>();

    @Test
    void programs_print_what_the_documents_say() throws Exception {
        List<String> faults = new ArrayList<>();
        for (Document document : Document.all()) {
            for (Block block : document.blocks()) {
                String program = block.after("printed by");
                String missing = program.isEmpty() ? "" : missing(block.code(), printed(program));
                if (!missing.isEmpty()) {
                    faults.add(document + ":" + block.line() + ": " + program + " does not print\n  " + missing
                            + "\nbut\n" + printed(program));
                }
            }
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    private String printed(String program) throws Exception {
        String known = printed.get(program);
        if (known == null) {
            Program run = run(program);
            known = run.output() + run.errors();
            printed.put(program, known);
        }
        return known;
    }

    private static Program run(String program) throws ReflectiveOperationException, IOException, InterruptedException {
        String[] parts = program.split(" ", 2);
        String how = parts.length == 1 ? "" : parts[1];
        Class<?> main = Class.forName(parts[0]);
        if (how.equals("without the agent")) {
            return Program.java(main);
        }
        String options = how.replaceFirst("with ", "=");
        return Program.java(main, "-javaagent:" + System.getProperty("fermata.agent.jar") + options);
    }

    /** The first piece between {@code ...} that does not come in {@code actual}, behind those before it. */
    private static String missing(List<String> expected, String actual) {
        String words = words(actual);
        int at = 0;
        for (String piece : words(String.join(" ", expected)).split("\\.\\.\\.")) {
            int found = words.indexOf(piece.strip(), at);
            if (found < 0) {
                return piece.strip();
            }
            at = found + piece.strip().length();
        }
        return "";
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
