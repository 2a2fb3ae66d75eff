package dev.fermata.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown document of this repository, as far as its code and its links go.
 *
 * <p>The line before a block of code may be a comment that says where it is from: {@code <!-- from PATH -->} for a piece
 * of a file, {@code <!-- printed by CLASS -->} for something that a program prints.
 *
 * @param path from the root of the repository
 * @param lines of the file
 */
record Document(Path path, List<String> lines) {
    private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)");
    private static final Pattern COMMENT = Pattern.compile("\\s*<!-- (.*) -->\\s*");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern INLINE_CODE = Pattern.compile("`[^`]*`");

    /**
     * A block of code.
     *
     * @param line of the document on which its fence stands
     * @param language what the fence says; empty for nothing
     * @param comment on the line before; empty for none
     * @param code the lines between the fences
     */
    record Block(int line, String language, String comment, List<String> code) {
        /** What stands in the comment behind {@code word}; empty if it does not begin with it. */
        String after(String word) {
            return comment.startsWith(word + " ") ? comment.substring(word.length() + 1) : "";
        }
    }

    /** A link to something in the repository, and where it stands. */
    record Link(int line, String target) {}

    /** The documents at the top of the repository and in {@code docs}. */
    static List<Document> all() throws IOException {
        Path root = Program.root();
        List<Document> documents = new ArrayList<>();
        try (Stream<Path> top = Files.list(root);
                Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            for (Path file : Stream.concat(top, docs).sorted().toList()) {
                if (file.toString().endsWith(".md")) {
                    documents.add(new Document(root.relativize(file), Files.readAllLines(file)));
                }
            }
        }
        return documents;
    }

    /** The blocks of code, in their order. */
    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.lookingAt()) {
                int start = i + 1;
                do {
                    i++;
                } while (i < lines.size() && !FENCE.matcher(lines.get(i)).lookingAt());
                blocks.add(new Block(start, fence.group(1), comment(start - 2), lines.subList(start, i)));
            }
        }
        return blocks;
    }

    private String comment(int index) {
        Matcher comment = COMMENT.matcher(index < 0 ? "" : lines.get(index));
        return comment.matches() ? comment.group(1) : "";
    }

    /** The links that do not lead elsewhere in the world, in their order. */
    List<Link> links() {
        List<Link> links = new ArrayList<>();
        boolean code = false;
        for (int i = 0; i < lines.size(); i++) {
            code ^= FENCE.matcher(lines.get(i)).lookingAt();
            Matcher link =
                    LINK.matcher(code ? "" : INLINE_CODE.matcher(lines.get(i)).replaceAll("code"));
            while (link.find()) {
                if (!link.group(1).contains("://")) {
                    links.add(new Link(i + 1, link.group(1)));
                }
            }
        }
        return links;
    }

    /** Whether there is a heading to which {@code #anchor} leads, as GitHub makes anchors. */
    boolean hasHeading(String anchor) {
        return lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^\\p{Alnum} _-]", "").replace(' ', '-'))
                .anyMatch(anchor::equals);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
