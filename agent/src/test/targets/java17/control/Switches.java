package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.List;

/** Switch statements and expressions over numbers, strings and enums. */
public class Switches {
    private enum Colour {
        RED,
        GREEN,
        BLUE
    }

    @Async
    public static Generator<Object, Object, Object> over_int() {
        String text = "";
        for (int i = 0; i < 5; i++) {
            switch (Generator.<Integer>yield(i)) {
                case 0:
                    text += Generator.yield("zero");
                case 1:
                    text += Generator.yield("falls through");
                    break;
                case 3: {
                    int local = i;
                    text += Generator.<String>yield("three") + local;
                    break;
                }
                case 1_000_000:
                    break;
                default:
                    text += "default";
            }
            text += Generator.yield("|");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_strings() {
        String text = "";
        for (String s : List.of("Aa", "BB", "c", "")) {
            switch (Generator.<String>yield(s)) {
                case "Aa":
                    text += Generator.yield(1);
                    break;
                case "BB":
                    text += Generator.yield(2);
                case "c":
                    text += Generator.yield(3);
                    break;
                default:
                    text += Generator.yield(4);
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_enums() {
        String text = "";
        for (Colour colour : Colour.values()) {
            switch (Generator.<Colour>yield(colour)) {
                case RED -> text += Generator.yield("r");
                case BLUE -> {
                    text += "b";
                    Generator.yield(text);
                }
                default -> {}
            }
            text += switch (colour) {
                case RED -> 1;
                case GREEN -> Generator.<Integer>yield(2);
                case BLUE -> {
                    int n = Generator.<Integer>yield(3);
                    yield n + Generator.<Integer>yield(4);
                }
            };
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> over_characters_and_bytes() {
        String text = "";
        for (char c : "abc".toCharArray()) {
            text += switch (Generator.<Character>yield(c)) {
                case 'a' -> Generator.yield("is a");
                case 'b', 'c' -> c + Generator.<String>yield("is b or c");
                default -> throw new IllegalStateException("what is " + c);
            };
        }
        byte b = 2;
        switch (b) {
            case 2 -> text += Generator.yield(b);
            default -> Generator.yield("no");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_loops_and_tries() {
        String text = "";
        loop:
        while (true) {
            switch (text.length()) {
                case 0:
                    text += Generator.<String>yield("x");
                    continue loop;
                case 1:
                    try {
                        text += Generator.<String>yield("y");
                        break;
                    } finally {
                        text += Generator.<String>yield("z");
                    }
                default:
                    break loop;
            }
            if (text.length() > 6) {
                break;
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> with_empty_cases() {
        switch (Generator.<Integer>yield(1)) {
        }
        switch (Generator.<Integer>yield(2)) {
            default:
        }
        switch (Generator.<Integer>yield(3)) {
            case 3:
            case 4:
                Generator.yield("three or four");
        }
        return done();
    }
}
