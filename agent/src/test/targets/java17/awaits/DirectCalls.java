package awaits;

import static dev.fermata.Asyncio.await;
import static dev.fermata.Asyncio.done;

import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Ask;
import dev.fermata.weaver.harness.Log;

/** Coroutines that await each other's calls: the bodies are called directly, or the method where there is no body. */
public class DirectCalls {
    private static final int DEEP = 700;

    private final String name;

    DirectCalls(String name) {
        this.name = name;
    }

    @Async
    private static Coroutine<Integer> ask(int value) {
        Log.say("asking " + value);
        return done(await(Ask.<Integer>of(value)));
    }

    @Async
    private static Coroutine<Long> wide(byte a, short b, char c, boolean d, long e, float f, double g, String h, int[] i) {
        long sum = a + b + c + (d ? 1 : 0) + e + (long) f + (long) g + h.length() + i[0];
        await(Ask.of("wide"));
        return done(sum + a + b + c + (d ? 1 : 0) + e + (long) f + (long) g + h.length() + i[0]);
    }

    @Async
    public static Coroutine<Object> ofAllKinds() {
        String below = "below " + await(wide((byte) -1, (short) 2, 'c', true, 1L << 40, 1.5f, -2.5, "text", new int[] {7}));
        return done(below + await(ask(1)));
    }

    @Async
    private Coroutine<String> own(String other) {
        Object answer = await(Ask.of(other));
        return done(name + "," + answer);
    }

    @Async
    final Coroutine<String> fixed(String... others) {
        return done(await(own(others[0])) + await(new DirectCalls(others[1]).own(name)));
    }

    @Async
    Coroutine<String> open(String other) {
        return done("[" + await(fixed(other, "z")) + "]");
    }

    static class Overriding extends DirectCalls {
        Overriding() {
            super("overriding");
        }

        @Async
        @Override
        Coroutine<String> open(String other) {
            return done(await(super.open(other + "'")) + await(super.fixed("p", "q")));
        }
    }

    @Async
    public static Coroutine<Object> ofInstances() {
        var calls = new DirectCalls("a");
        return done(await(calls.own("b")) + await(calls.fixed("c", "d")) + await(new Overriding().open("e")));
    }

    @Async
    public static Coroutine<Object> ofNull() {
        DirectCalls nobody = null;
        try {
            return done(await(nobody.own(Log.tap("argument"))));
        } catch (NullPointerException expected) {
            return done("null, " + await(ask(2)));
        }
    }

    @Async
    private static Coroutine<Integer> depth(int left) {
        return done(left == 0 ? await(ask(0)) : await(depth(left - 1)) + 1);
    }

    @Async
    public static Coroutine<Object> deep() {
        return done(await(depth(DEEP)));
    }

    @Async
    private static Coroutine<Integer> falling(int left) {
        return left == 0 ? ask(left) : falling(left - 1);
    }

    @Async
    public static Coroutine<Object> tailCalls() {
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += await(falling(i)) + await(falling(DEEP));
        }
        return done(sum);
    }

    @Async
    private static Coroutine<Boolean> even(int number) {
        return done(number == 0 || await(Elsewhere.odd(number - 1)));
    }

    static final class Elsewhere {
        private final int base;

        Elsewhere(int base) {
            this.base = base;
        }

        @Async
        static Coroutine<Boolean> odd(int number) {
            if (number % 5 == 0) {
                await(Ask.of("five"));
            }
            return done(number != 0 && await(even(number - 1)));
        }

        @Async
        Coroutine<Integer> plus(int other, long wide) {
            return done(base + await(ask(other)) + (int) wide);
        }

        Coroutine<Integer> notWoven(int other) {
            Log.say("not woven");
            return plus(other, 1);
        }

        static Coroutine<Integer> nothing() {
            return null;
        }
    }

    record Price(int amount) {
        @Async
        Coroutine<Integer> times(int factor) {
            return done(amount * await(ask(factor)));
        }
    }

    @Async
    public static Coroutine<Object> acrossClasses() {
        boolean even = await(even(23));
        var elsewhere = new Elsewhere(100);
        int sum = await(elsewhere.plus(1, 1L << 3)) + await(elsewhere.notWoven(2)) + await(new Price(5).times(3));
        return done(even + " " + sum);
    }

    @Async
    public static Coroutine<Object> whatIsNoCoroutineCannotBeAwaited() {
        try {
            await(Elsewhere.nothing());
        } catch (NullPointerException expected) {
            Log.say("null");
        }
        return done(await(ask(3)));
    }

    @Async
    private static <T extends Comparable<T>> Coroutine<T> larger(T a, T b) {
        return done(a.compareTo(await(Ask.<T>of(b))) > 0 ? a : b);
    }

    @Async
    public static Coroutine<Object> generic() {
        Comparable<?> result = await(Ask.of("flag")) == null ? await(larger(1, 2)) : await(larger("a", "b"));
        return done(result);
    }
}
