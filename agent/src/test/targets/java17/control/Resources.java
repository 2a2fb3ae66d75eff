package control;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;

/** try-with-resources: yields in the initialiser, the body, the handlers; exceptions of close are suppressed. */
public class Resources {
    private static class Resource implements AutoCloseable {
        final String name;
        private final boolean fails;

        Resource(Object name, boolean fails) {
            this.name = "" + name;
            this.fails = fails;
            Log.say("open " + name);
        }

        @Override
        public void close() throws IOException {
            Log.say("close " + name);
            if (fails) {
                throw new IOException("close of " + name);
            }
        }
    }

    @Async
    public static Generator<Object, Object, Object> in_the_body() throws Exception {
        try (Resource r = new Resource("r", false)) {
            Generator.yield(r.name);
            Generator.yield("more");
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> in_the_initialiser() throws Exception {
        try (Resource r = new Resource(Generator.yield("r"), Generator.<Boolean>yield(false));
                Resource s = new Resource(r.name + Generator.yield("s"), false)) {
            Log.say(r.name + s.name);
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> with_failing_close() throws Exception {
        try (Resource r = new Resource("r", true);
                Resource s = new Resource(Generator.yield("s"), true)) {
            Generator.yield(r.name + s.name);
            throw new IllegalStateException("body");
        }
    }

    @Async
    public static Generator<Object, Object, Object> with_close_failing_alone() throws Exception {
        try (Resource r = new Resource("r", true)) {
            return done(Generator.yield(r.name));
        } catch (IOException e) {
            return done(Generator.<String>yield("caught") + e.getMessage());
        } finally {
            Generator.yield("finally");
        }
    }

    @Async
    public static Generator<Object, Object, Object> of_null() throws Exception {
        try (Resource r = Generator.yield(null)) {
            Generator.yield(r == null);
        }
        try (Resource r = null) {
            Generator.yield(r);
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> of_variables() throws Exception {
        Resource r = new Resource("r", Generator.<Boolean>yield(true));
        final Resource s = new Resource("s", false);
        try (r;
                s) {
            Generator.yield("body");
        } catch (Exception e) {
            Log.say(e);
            Generator.yield("catch");
        }
        return done(r.name);
    }

    @Async
    public static Generator<Object, Object, Object> nested_in_a_loop() throws Exception {
        String text = "";
        for (int i = 0; i < 3; i++) {
            try (Resource outer = new Resource("outer" + i, i == 1)) {
                try (Resource inner = new Resource(Generator.yield("inner" + i), i == 2)) {
                    text += Generator.yield(inner.name);
                    if (i == 0) {
                        continue;
                    }
                    text += outer.name;
                }
            } catch (IOException e) {
                text += Generator.yield(e.getMessage());
            }
        }
        return done(text);
    }

    @Async
    public static Generator<Object, Object, Object> of_a_generator() {
        try (Generator<Object, Object, Object> inner = items()) {
            Generator.yield(inner.next());
            Generator.yield(inner.next());
        }
        return done();
    }

    @Async
    private static Generator<Object, Object, Object> items() {
        try {
            for (int i = 0; ; i++) {
                Generator.yield(i);
            }
        } finally {
            Log.say("items closed");
        }
    }
}
