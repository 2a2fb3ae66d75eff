package dev.fermata.weaver.random;

import dev.fermata.AsyncGenerator;
import dev.fermata.Coroutine;
import dev.fermata.Generator;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Methods that random programs call. */
public final class Things {
    private static final int LONGEST = 24;

    private Things() {}

    /** Takes all kinds of values at once. */
    public static int mix(int i, long l, double d, String s, boolean z, char c) {
        Log.say("mix " + i + " " + l + " " + d + " " + s + " " + z + " " + c);
        return (int) (i + l + c) + (z ? s.length() : 1);
    }

    /** Takes small values. */
    public static long small(byte b, short s, float f, boolean z) {
        Log.say("small " + b + " " + s + " " + f + " " + z);
        return z ? b : s;
    }

    /** Takes any number of values. */
    public static String join(Object... all) {
        return cut(Arrays.deepToString(all));
    }

    /** Keeps a text from growing without end. */
    public static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Takes some items of a generator and closes it. */
    public static String take(Generator<?, ?, ?> generator, int count) {
        var text = new StringBuilder();
        try (generator) {
            for (int i = 0; i < count; i++) {
                text.append(join(generator.nextOr(null)));
            }
        }
        return cut(text.toString()) + generator.state();
    }

    /** What a coroutine that nobody awaits comes to. */
    public static String take(Coroutine<?> coroutine, int count) {
        return "coroutine";
    }

    /** What an asynchronous generator that nobody awaits comes to. */
    public static String take(AsyncGenerator<?, ?> items, int count) {
        return "items";
    }

    /** What becomes of a future for which nobody waits. */
    public static String take(CompletableFuture<?> future, int count) {
        return "future";
    }

    /** What becomes of a stage for which nobody waits. */
    public static String take(CompletionStage<?> stage, int count) {
        return "stage";
    }

    /** A condition that is not constant. */
    public static boolean is(boolean condition) {
        return condition;
    }
}
