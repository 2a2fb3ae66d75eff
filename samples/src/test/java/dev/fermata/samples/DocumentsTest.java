package dev.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Document.Block;
import dev.fermata.samples.Document.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents show code that compiles, and link to what is there. */
class DocumentsTest {
    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @Test
    void there_are_documents() throws IOException {
        assertThat(documents()).extracting(Document::toString).contains("README.md", "CONTRIBUTING.md");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void java_code_is_a_piece_of_the_file_that_the_comment_before_it_names(Document document) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Block block : document.blocks()) {
            String file = block.after("from");
            if (!file.isEmpty()) {
                compare(document, block, file, faults);
            } else if (block.language().equals("java")) {
                faults.add(place(document, block.line())
                        + " is Java without a comment before it that says where it is from: <!-- from PATH -->");
            }
        }
        assertThat(String.join("\n\n", faults)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_lead_to_files_and_headings(Document document) throws IOException {
        List<String> faults = new ArrayList<>();
        for (Link link : document.links()) {
            String[] parts = (link.target() + "#").split("#", -1);
            Path folder = Program.root().resolve(document.path()).getParent();
            Path target = parts[0].isEmpty() ? Program.root().resolve(document.path()) : folder.resolve(parts[0]);
            if (!Files.exists(target)) {
                faults.add(place(document, link.line()) + " links to " + link.target() + ", which is not there");
            } else if (!parts[1].isEmpty() && !new Document(target, Files.readAllLines(target)).hasHeading(parts[1])) {
                faults.add(place(document, link.line()) + " links to a heading that is not there: " + link.target());
            }
        }
        assertThat(String.join("\n", faults)).isEmpty();
    }

    @Test
    void each_sample_for_the_documents_is_shown_in_one() throws IOException {
        String folder = "samples/src/main/java/dev/fermata/samples/documents";
        List<String> missing = new ArrayList<>();
        try (var files = Files.list(Program.root().resolve(folder))) {
            files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> !file.endsWith("package-info.java"))
                    .forEach(missing::add);
        }
        for (Document document : documents()) {
            document.blocks().forEach(block -> missing.remove(block.after("from")));
        }
        assertThat(missing).isEmpty();
    }

    private static String place(Document document, int line) {
        return document + ":" + line;
    }

    private static void compare(Document document, Block block, String file, List<String> faults) throws IOException {
        Path path = Program.root().resolve(file);
        if (!Files.exists(path)) {
            faults.add(place(document, block.line()) + " is from " + file + ", which is not there");
            return;
        }
        List<String> code = block.code();
        List<String> source = Files.readAllLines(path);
        int longest = 0;
        int begin = 0;
        for (int start = 0; start < source.size(); start++) {
            int same = linesInCommon(code, source.subList(start, source.size()));
            if (same > longest) {
                longest = same;
                begin = start;
            }
        }
        if (longest < code.size()) {
            faults.add(place(document, block.line() + longest + 1) + " says:\n" + code.get(longest) + "\nand "
                    + (longest == 0
                            ? file + " has no such line"
                            : file + ":" + (begin + longest + 1) + " says:\n" + line(source, begin + longest)));
        }
    }

    /** How many lines of {@code code} are those at the beginning of {@code source}, but for the indentation of all. */
    private static int linesInCommon(List<String> code, List<String> source) {
        int shift = indentation(line(source, 0)) - indentation(line(code, 0));
        int same = 0;
        while (same < code.size()
                && shift >= 0
                && indented(code.get(same), shift).equals(line(source, same))) {
            same++;
        }
        return same;
    }

    private static String indented(String line, int shift) {
        return line.isEmpty() ? line : " ".repeat(shift) + line;
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index) : "(the end of the file)";
    }
}
