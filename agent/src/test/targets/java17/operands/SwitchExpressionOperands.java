package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Values below a switch expression whose branches suspend. */
public class SwitchExpressionOperands {
    private static int add(int a, long b, int c) {
        return (int) (a * 100 + b * 10 + c);
    }

    @Async
    public static Generator<Object, Object, Object> below_the_branches() {
        int sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += add(
                    Log.tap(i),
                    2L,
                    switch (i) {
                        case 0 -> Generator.<Integer>yield(1);
                        case 1 -> 5;
                        case 2 -> {
                            int x = Generator.<Integer>yield(2);
                            yield x + Generator.<Integer>yield(3);
                        }
                        default -> throw new IllegalStateException(Generator.<String>yield("last"));
                    });
            Log.say(sum);
        }
        return done(sum);
    }

    @Async
    public static Generator<Object, Object, Object> below_the_selector() {
        String text = "a"
                + switch (Generator.<String>yield("two")) {
                    case "one" -> 1;
                    case "two" -> Generator.<Integer>yield(2);
                    default -> 3;
                }
                + Generator.yield("z");
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> with_a_try_inside() {
        String text = "a" + Generator.<String>yield("b")
                + switch (Generator.<Integer>yield(1)) {
                    case 1 -> {
                        try {
                            yield Generator.<String>yield("in try");
                        } catch (IllegalArgumentException e) {
                            yield Generator.<String>yield("caught") + e.getMessage();
                        } finally {
                            Log.say("finally " + Generator.<String>yield("fin"));
                        }
                    }
                    default -> "other";
                }
                + "c";
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> nested() {
        int x = 1
                + switch (Generator.<Integer>yield(1)) {
                    case 1 ->
                        10
                                + switch (Generator.<Integer>yield(2)) {
                                    case 2 -> 100 + Generator.<Integer>yield(3);
                                    default -> 0;
                                };
                    default -> -1;
                };
        return done(x);
    }
}
