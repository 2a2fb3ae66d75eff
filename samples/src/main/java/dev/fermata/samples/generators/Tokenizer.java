package dev.fermata.samples.generators;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text goes in by {@code send}, tokens come out.
 *
 * <p>The text arrives in pieces that know nothing of tokens, as from a socket; a word may be cut in two. The generator
 * keeps what it needs for that in plain local variables: the word so far, and the place in the piece. Where it has no more
 * text, it yields null, and that {@code yield} evaluates to the next piece.
 */
public final class Tokenizer {
    private Tokenizer() {}

    public static void main(String[] args) {
        try (Generator<@Nullable String, String, Void> tokens = tokens()) {
            tokens.next();
            for (String piece : List.of("area = wi", "dth*(hei", "ght + 2", "0)", ";")) {
                System.out.println("sent: \"" + piece + "\"");
                for (String token = tokens.send(piece); token != null; token = tokens.next()) {
                    System.out.println("  token: " + token);
                }
            }
        }
    }

    @Async
    static Generator<@Nullable String, String, Void> tokens() {
        StringBuilder word = new StringBuilder();
        while (true) {
            String piece = Generator.yield(null);
            for (char c : piece.toCharArray()) {
                if (Character.isLetterOrDigit(c)) {
                    word.append(c);
                    continue;
                }
                if (!word.isEmpty()) {
                    Generator.yield(word.toString());
                    word.setLength(0);
                }
                if (!Character.isWhitespace(c)) {
                    Generator.yield(String.valueOf(c));
                }
            }
        }
    }
}
