package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.util.Arrays;

/** Values that stand on the operand stack below a yield: the arguments of calls. */
public class CallArguments {
    private static String join(Object... parts) {
        return Log.tap(Arrays.toString(parts));
    }

    private static String mixed(
            int i, long l, String s, double d, boolean z, char c, byte b, short h, float f, Object o, int[] a) {
        return Log.tap(i + " " + l + " " + s + " " + d + " " + z + " " + c + " " + b + " " + h + " " + f + " " + o + " "
                + a.length);
    }

    private String receiver(int a, int b) {
        return Log.tap("receiver " + a + b);
    }

    private static int add(int a, int b) {
        return Log.tap(a + b);
    }

    @Async
    public static Generator<Object, Object, Object> between_other_arguments() {
        String text = join(Generator.yield("a"), Log.tap("g"), Generator.yield("b"));
        return done(text + add(Generator.<Integer>yield(1), Log.tap(2)) + add(Log.tap(3), Generator.<Integer>yield(4)));
    }

    @Async
    public static Generator<Object, Object, Object> all_kinds_below() {
        byte b = 3;
        short h = 4;
        String text = mixed(1, 2L, "s", 2.5, true, 'c', b, h, 1.5f, null, Generator.<int[]>yield(new int[] {1, 2}));
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> all_kinds_resumed() {
        String text = mixed(
                Generator.<Integer>yield(1),
                Generator.<Long>yield(2L),
                Generator.yield("s"),
                Generator.<Double>yield(2.5),
                Generator.<Boolean>yield(true),
                Generator.<Character>yield('c'),
                Generator.<Byte>yield((byte) 3),
                Generator.<Short>yield((short) 4),
                Generator.<Float>yield(1.5f),
                Generator.yield(null),
                Generator.<int[]>yield(new int[3]));
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> nested_calls() {
        int sum = add(add(1, Generator.<Integer>yield(2)), add(add(3, add(4, Generator.<Integer>yield(5))), 6));
        return done(sum);
    }

    @Async
    public static Generator<Object, Object, Object> a_receiver_below() {
        var here = new CallArguments();
        return done(here.receiver(Generator.<Integer>yield(1), Generator.<Integer>yield(2))
                + new CallArguments().receiver(3, Generator.<Integer>yield(4)));
    }

    @Async
    public static Generator<Object, Object, Object> a_null_below() {
        return done(join(null, Generator.yield("x"), null) + join((Object) null, Generator.yield("y")));
    }

    @Async
    public static Generator<Object, Object, Object> a_null_receiver_below() {
        CallArguments nowhere = null;
        return done(nowhere.receiver(Generator.<Integer>yield(1), Log.tap(2)));
    }

    @Async
    public static Generator<Object, Object, Object> results_dropped() {
        Generator.yield(1);
        add(Generator.<Integer>yield(2), 3);
        Generator.<Long>yield(4L);
        return done();
    }
}
