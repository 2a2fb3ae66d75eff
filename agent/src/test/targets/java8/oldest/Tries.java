package oldest;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import dev.fermata.weaver.harness.Log;
import java.io.IOException;

/** try, catch, finally and resources as the oldest compilers write them. */
public class Tries {
    private static final class Resource implements AutoCloseable {
        private final String name;

        Resource(String name) {
            this.name = name;
            Log.say("open " + name);
        }

        @Override
        public void close() throws IOException {
            Log.say("close " + name);
            throw new IOException("close of " + name);
        }
    }

    @Async
    public static Generator<Object, Object, Object> resources() throws IOException {
        try (Resource a = new Resource(Generator.<String>yield("a"));
                Resource b = new Resource("b")) {
            Generator.yield(a.name + b.name);
            if (Generator.<Boolean>yield(true)) {
                throw new IllegalStateException("body");
            }
        } catch (IllegalStateException e) {
            Log.say(e);
            Generator.yield("caught");
        }
        return done("end");
    }

    @Async
    public static Generator<Object, Object, Object> finallies() {
        String text = "";
        for (int i = 0; i < 3; i++) {
            try {
                text += Generator.yield(i);
                if (i == 1) {
                    continue;
                }
                text += "-";
            } catch (IllegalArgumentException e) {
                text += Generator.yield(e.getMessage());
            } finally {
                text += Generator.yield("finally");
            }
        }
        return done(text);
    }
}
