package dev.fermata.weaver.random;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A piece of a program: text with a hole ({@code §}) for each of its parts. A {@link Sort#LIST} has no text, and any number
 * of parts.
 */
record Piece(Sort sort, String text, List<Piece> parts) {
    private static final char HOLE = '§';

    Piece {
        parts = List.copyOf(parts);
        assert sort == Sort.LIST || text.chars().filter(c -> c == HOLE).count() == parts.size() : text + parts;
    }

    static Piece of(Sort sort, String text, Piece... parts) {
        return new Piece(sort, text, List.of(parts));
    }

    static Piece statement(String text, Piece... parts) {
        return of(Sort.STATEMENT, text, parts);
    }

    static Piece list(List<Piece> statements) {
        return new Piece(Sort.LIST, "", statements);
    }

    static Piece smallest(Sort sort) {
        return of(sort, sort.smallest);
    }

    int size() {
        return 1 + parts.stream().mapToInt(Piece::size).sum();
    }

    String source() {
        var source = new StringBuilder();
        append(source);
        return source.toString();
    }

    private void append(StringBuilder source) {
        if (sort == Sort.LIST) {
            parts.forEach(part -> {
                part.append(source);
                source.append('\n');
            });
            return;
        }
        int next = 0;
        for (char c : text.toCharArray()) {
            if (c == HOLE) {
                parts.get(next++).append(source);
            } else {
                source.append(c);
            }
        }
    }

    /** Offers pieces that are like this one but smaller; the boldest first. */
    void offerSmaller(Consumer<Piece> offer) {
        if (!text.equals(sort.smallest) || !parts.isEmpty()) {
            offer.accept(smallest(sort));
        }
        parts.forEach(part -> part.offerAll(sort, offer));
        if (sort == Sort.LIST) {
            offerShorter(offer);
        }
        for (int i = 0; i < parts.size(); i++) {
            int index = i;
            parts.get(i).offerSmaller(smaller -> offer.accept(with(index, smaller)));
        }
    }

    /** Offers this piece, if it is of that sort, and all of that sort that are inside. */
    private void offerAll(Sort wanted, Consumer<Piece> offer) {
        if (sort == wanted) {
            offer.accept(this);
        } else {
            parts.forEach(part -> part.offerAll(wanted, offer));
        }
    }

    private void offerShorter(Consumer<Piece> offer) {
        for (int length = parts.size() / 2; length > 0; length /= 2) {
            for (int from = 0; from + length <= parts.size(); from += length) {
                var rest = new ArrayList<>(parts);
                rest.subList(from, from + length).clear();
                offer.accept(list(rest));
            }
        }
    }

    private Piece with(int index, Piece part) {
        var changed = new ArrayList<>(parts);
        changed.set(index, part);
        return new Piece(sort, text, changed);
    }
}
