package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Yields in try blocks and in catch blocks. */
public class Tries {
    @Async
    public static Generator<Object, Object, Object> in_the_try_block() {
        String text = "";
        try {
            text += Generator.yield("a");
            text += Generator.yield("b");
        } catch (IllegalArgumentException e) {
            text += "caught " + e.getMessage();
        }
        return done(text + Generator.yield("after"));
    }

    @Async
    public static Generator<Object, Object, Object> in_the_catch_block() {
        String text = "";
        try {
            Log.fail("always");
        } catch (IllegalArgumentException e) {
            text += Generator.yield("c") + e.getMessage();
            text += Generator.yield("d") + e.getMessage();
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> in_a_catch_of_a_catch() {
        String text = "";
        try {
            Generator.yield(1);
            throw new IllegalStateException("first");
        } catch (IllegalStateException | IllegalArgumentException e) {
            try {
                text += Generator.yield(2) + e.getMessage();
                throw new IOException("second", e);
            } catch (IOException f) {
                try {
                    text += Generator.yield(3) + f.getMessage() + e.getMessage();
                    throw new IllegalArgumentException(f);
                } catch (RuntimeException g) {
                    text += Generator.yield(4);
                    Log.say(g);
                }
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> nested() {
        String text = "";
        try {
            try {
                text += Generator.yield("inner");
            } catch (IllegalStateException e) {
                text += Generator.yield("not this");
            }
            text += Generator.yield("outer");
        } catch (IllegalArgumentException e) {
            text += Generator.yield("caught outside " + e.getMessage());
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> several_handlers() throws Exception {
        String text = "";
        for (int i = 0; i < 5; i++) {
            try {
                text += Generator.yield(i);
                switch (i) {
                    case 1 -> throw new FileNotFoundException("f");
                    case 2 -> throw new IOException("io");
                    case 3 -> throw new NoSuchFieldError("error");
                    default -> text += "fine";
                }
            } catch (FileNotFoundException e) {
                text += Generator.yield(e.getMessage());
            } catch (IOException e) {
                text += e.getMessage() + Generator.yield("again");
            } catch (Error e) {
                text += Generator.yield("an error");
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> thrown_again() throws Exception {
        try {
            Generator.yield(1);
            throw new IOException("checked");
        } catch (Exception e) {
            Generator.yield(e.getMessage());
            throw e;
        }
    }

    @Async
    public static Generator<Object, Object, Object> in_a_loop_around() {
        int failures = 0;
        for (int i = 0; i < 4; i++) {
            try {
                int n = Generator.<Integer>yield(i);
                Log.say(10 / (n - 2));
            } catch (ArithmeticException | IllegalArgumentException e) {
                failures++;
                Generator.yield(e.getMessage());
                continue;
            }
            Generator.yield("fine");
        }
        return done(failures);
    }

    @Async
    public static Generator<Object, Object, Object> everything_caught() {
        for (int i = 0; i < 3; i++) {
            try {
                Generator.yield(i);
            } catch (Throwable t) {
                Log.say(t);
            }
        }
        return done("through");
    }

    @Async
    public static Generator<Object, Object, Object> an_empty_handler() {
        try {
            Generator.yield(1);
        } catch (IllegalArgumentException ignored) {
        }
        try {
            Generator.yield(2);
        } catch (IllegalArgumentException ignored) {
            // nothing
        } finally {
        }
        return done();
    }
}
