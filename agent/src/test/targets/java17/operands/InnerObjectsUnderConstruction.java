package operands;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;

/** {@code outer.new Inner(...)}, anonymous and local classes that capture, super-constructors with arguments. */
public class InnerObjectsUnderConstruction {
    private final String name;

    private InnerObjectsUnderConstruction(String name) {
        this.name = name;
    }

    private class Inner {
        final String text;

        Inner(Object x) {
            text = name + x;
        }

        private class Deeper {
            final String all;

            Deeper(Object y, long z) {
                all = text + y + z;
            }
        }
    }

    private abstract static class Base {
        final Object x;

        Base(Object x) {
            this.x = x;
        }

        abstract String show();
    }

    @Async
    public static Generator<Object, Object, Object> inner_classes() {
        var outer = new InnerObjectsUnderConstruction("o");
        var inner = outer.new Inner(Generator.yield("i"));
        var deeper = inner.new Deeper(Generator.yield("d"), Generator.<Long>yield(4L));
        return done(inner.text
                + deeper.all
                + new InnerObjectsUnderConstruction(Generator.<String>yield("p")).new Inner(Generator.yield("q"))
                        .new Deeper(Generator.yield("r"), 5)
                        .all);
    }

    @Async
    public static Generator<Object, Object, Object> of_a_null() {
        InnerObjectsUnderConstruction nobody = Generator.yield(null);
        return done(nobody.new Inner(Generator.yield("never asked")));
    }

    @Async
    public static Generator<Object, Object, Object> anonymous_classes() {
        return new InnerObjectsUnderConstruction("me").anonymous(3);
    }

    @Async
    private Generator<Object, Object, Object> anonymous(int parameter) {
        String local = Generator.yield("local");
        long wide = Generator.<Long>yield(9L);
        Base base = new Base(Generator.yield("base")) {
            final String field = local + wide;

            @Override
            String show() {
                return name + parameter + local + wide + field + x;
            }
        };
        return done(base.show());
    }

    @Async
    public static Generator<Object, Object, Object> local_classes() {
        String captured = Generator.yield("captured");
        class Local extends Base {
            Local(Object y) {
                super(y + captured);
            }

            @Override
            String show() {
                return captured + x;
            }
        }
        record Point(int x, int y) {}
        return done(new Local(Generator.yield("y")).show()
                + new Point(Generator.<Integer>yield(1), Generator.<Integer>yield(2)));
    }
}
