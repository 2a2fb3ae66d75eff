package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;

/** Finally blocks that end by return, break, continue or an exception, and swallow what was under way. */
public class AbruptFinallies {
    @Async
    public static Generator<Object, Object, Object> by_return() {
        try {
            Generator.yield(1);
            throw new IllegalStateException("swallowed");
        } finally {
            Generator.yield(2);
            return done("from finally");
        }
    }

    @Async
    public static Generator<Object, Object, Object> by_return_over_a_return() {
        try {
            return done(Generator.yield("from try"));
        } finally {
            if (Generator.<Boolean>yield(true)) {
                return done("from finally");
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> by_break() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            Log.burn();
            try {
                text += Generator.yield(i);
                if (i == 1) {
                    throw new IOException("swallowed");
                }
                return done("not reached by " + i);
            } catch (IOException e) {
                return done("neither");
            } finally {
                text += Generator.yield("finally");
                if (i < 2) {
                    continue;
                }
                break;
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> by_continue_of_an_outer_loop() {
        String text = "";
        outer:
        for (int i = 0; i < 3; i++) {
            Log.burn();
            for (int j = 0; j < 2; j++) {
                Log.burn();
                try {
                    text += Generator.yield(i + "," + j);
                    Log.fail("swallowed");
                } finally {
                    if (i == 0) {
                        continue;
                    }
                    text += Generator.yield("outer");
                    continue outer;
                }
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> by_an_exception() {
        try {
            Generator.yield(1);
            throw new IllegalStateException("replaced");
        } finally {
            Generator.yield(2);
            Log.fail("replacing");
        }
    }

    @Async
    public static Generator<Object, Object, Object> by_labelled_break() {
        String text = "";
        block:
        try {
            text += Generator.yield(1);
            try {
                text += Generator.yield(2);
                throw new RuntimeException("swallowed");
            } finally {
                text += Generator.yield(3);
                break block;
            }
        } finally {
            text += Generator.yield(4);
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> inside_a_finally() {
        String text = "";
        try {
            text += Generator.yield("try");
        } finally {
            for (int i = 0; i < 3; i++) {
                try {
                    text += Generator.yield(i);
                    if (i == 0) {
                        continue;
                    }
                    break;
                } finally {
                    text += Generator.yield("inner finally");
                }
            }
        }
        return done(text);
    }
}
