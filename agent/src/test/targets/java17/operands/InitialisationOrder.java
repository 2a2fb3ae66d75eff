package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** The class of a {@code new} is initialised before its arguments are evaluated. */
public class InitialisationOrder {
    private static class First {
        static {
            Log.say("First is initialised");
        }

        First(Object x) {
            Log.say("First is made with " + x);
        }
    }

    private static class Outer {
        static {
            Log.say("Outer is initialised");
        }

        Outer(Object x, Object y) {
            Log.say("Outer is made");
        }
    }

    private static class Inner {
        static {
            Log.say("Inner is initialised");
        }

        Inner(Object x) {
            Log.say("Inner is made");
        }
    }

    private static class Failing {
        static final int NUMBER = Log.fail("in the initialiser");

        Failing(Object x) {
            Log.say("unreachable");
        }
    }

    private static class Holder {
        static {
            Log.say("Holder is initialised");
        }

        static int value = 1;

        static int set(int x, int y) {
            return x + y;
        }
    }

    @Async
    public static Generator<Object, Object, Object> before_the_argument() {
        new First(Generator.yield("argument"));
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> from_the_outside_in() {
        new Outer(Log.tap("x"), new Inner(Generator.yield("y")));
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> an_initialiser_that_fails() {
        try {
            new Failing(Generator.yield("never asked"));
        } catch (ExceptionInInitializerError e) {
            Log.say(e.getCause());
        } catch (NoClassDefFoundError e) {
            Log.say("the second time");
        }
        return done();
    }

    @Async
    public static Generator<Object, Object, Object> of_statics() {
        int x = Holder.value + Generator.<Integer>yield(1);
        Holder.value = Generator.<Integer>yield(5);
        return done(Holder.set(x, Generator.<Integer>yield(2)));
    }
}
