package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;

/** Yields around and in finally blocks, which javac copies to every way out. */
public class Finallies {
    @Async
    public static Generator<Object, Object, Object> in_the_try_block() {
        try {
            Generator.yield(1);
            Generator.yield(2);
        } finally {
            Log.say("finally");
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> in_the_finally_block() {
        String text = "";
        try {
            text += Generator.yield(1);
        } finally {
            text += Generator.yield(2);
            Log.say(text);
            text += Generator.yield(3);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_all_blocks() {
        String text = "";
        try {
            text += Generator.yield("try");
            Log.fail("failed");
        } catch (IllegalArgumentException e) {
            text += Generator.yield("catch") + e.getMessage();
        } finally {
            text += Generator.yield("finally");
            Log.say(text);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> a_return_yields_first() {
        try {
            return done(Generator.yield("value"));
        } finally {
            Generator.yield("cleaning");
            Log.say("clean");
        }
    }

    @Async
    public static Generator<Object, Object, Object> nested() {
        String text = "";
        try {
            try {
                try {
                    text += Generator.yield(1);
                } finally {
                    text += Generator.yield(2);
                }
                text += Generator.yield(3);
            } catch (IllegalStateException e) {
                text += "never";
            } finally {
                text += Generator.yield(4);
                try {
                    text += Generator.yield(5);
                } finally {
                    text += Generator.yield(6);
                }
            }
        } catch (IllegalArgumentException e) {
            text += Generator.yield(e.getMessage());
        } finally {
            Log.say(text);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> many_ways_out() {
        String text = "";
        loop:
        for (int i = 0; i < 6; i++) {
            try {
                text += Generator.yield(i);
                switch (i) {
                    case 0:
                        continue;
                    case 1:
                        break;
                    case 2:
                        continue loop;
                    case 4:
                        break loop;
                    default:
                        text += "-";
                }
                text += Generator.yield("end of try");
            } finally {
                text += "f" + Generator.yield("finally " + i);
            }
            text += Generator.yield("after");
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> an_exception_of_finally_does_not_enter_it_again() {
        int times = 0;
        try {
            try {
                Generator.yield("try");
            } finally {
                times++;
                Log.say("finally, time " + times);
                Generator.yield("finally");
                Log.fail("thrown by finally");
            }
        } catch (IllegalArgumentException e) {
            Log.say(e);
        } finally {
            Log.say("outer finally " + times);
            Generator.yield("outer finally");
            times++;
        }
        return done(times);
    }

    @Async
    public static Generator<Object, Object, Object> an_exception_of_catch_enters_finally_once() {
        String text = "";
        try {
            try {
                text += Generator.yield("try");
                Log.fail("one");
            } catch (IllegalArgumentException e) {
                text += Generator.yield("catch");
                throw new IllegalStateException("two", e);
            } finally {
                text += Generator.yield("finally");
                Log.say(text);
            }
        } catch (IllegalStateException e) {
            Log.say(e);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> values_kept_across_finally() {
        long wide = 7;
        try {
            wide++;
            return done(wide + Generator.<Long>yield(1L));
        } finally {
            wide = 100;
            Generator.yield(wide);
        }
    }
}
