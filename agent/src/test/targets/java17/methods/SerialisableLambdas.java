package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.function.Supplier;

/** Serialisable lambdas and method references, also after a journey through a stream. */
public class SerialisableLambdas {
    private interface Body extends Serializable {
        Generator<Object, Object, Object> run(String a);
    }

    @SuppressWarnings("unchecked")
    private static <T> T copy(T value) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }

    @Async
    public static Generator<Object, Object, Object> without_a_journey() {
        Body body = a -> {
            return done(a + Generator.yield("s"));
        };
        return body.run("x");
    }

    @Async
    public static Generator<Object, Object, Object> with_a_journey() throws Exception {
        long captured = Generator.<Long>yield(4L);
        String text = Generator.yield("text");
        Body body = a -> {
            Object sent = Generator.yield(a + captured);
            return done(sent + text);
        };
        Body copied = copy(body);
        return done(Generator.yieldFrom(body.run("original ")) + "" + Generator.yieldFrom(copied.run("copy ")));
    }

    @Async
    private static Generator<Object, Object, Object> method(String a) {
        return done(Generator.yield("method " + a));
    }

    @Async
    public static Generator<Object, Object, Object> method_references() throws Exception {
        Body body = copy((Body) SerialisableLambdas::method);
        return body.run("x");
    }

    @Async
    public static Generator<Object, Object, Object> intersections() throws Exception {
        var body = (Supplier<Generator<Object, Object, Object>> & Serializable) () -> {
            Generator.yield(1);
            return done("end");
        };
        return copy(body).get();
    }
}
