package dev.fermata.weaver.harness;

import dev.fermata.Generator;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/** Plays one script with one generator and writes down all that can be seen of it. */
final class Player {
    private static final Object END = new Object();

    private final Session session;
    private final Script script;
    private final int mostItems;
    private Generator<Object, Object, ?> generator;

    private Player(Session session, Script script, int mostItems) {
        this.session = session;
        this.script = script;
        this.mostItems = mostItems;
    }

    /**
     * Plays.
     *
     * @param program makes the generator
     * @param mostItems after so many items the generator is closed
     * @return the lines of the transcript
     */
    static List<String> play(Callable<Generator<?, ?, ?>> program, Script script, int mostItems) {
        try (Session session = Session.open(script.readiness())) {
            new Player(session, script, mostItems).play(program);
            return session.lines();
        }
    }

    @SuppressWarnings("unchecked") // what is sent to a body is not checked before the body's own cast
    private void play(Callable<Generator<?, ?, ?>> program) {
        attempt("made", () -> {
            generator = (Generator<Object, Object, ?>) program.call();
            return generator;
        });
        if (generator == null) {
            return;
        }
        resumeAll();
        state();
        attempt("result", generator::result);
        attempt("close", this::close);
        attempt("next", generator::next);
        attempt("nextOr", () -> generator.nextOr(END));
        attempt("throw_", () -> generator.throw_(new IllegalStateException("too late")));
        state();
    }

    private void resumeAll() {
        Iterator<Object> iterator = generator.iterator();
        Object item = null;
        for (int number = 0; number < mostItems; number++) {
            int at = number;
            Object last = item;
            try {
                item = resume(at, last, iterator);
            } catch (Throwable thrown) {
                write("threw", thrown);
                if (isOver()) {
                    return;
                }
                continue;
            }
            write("item", item == END ? "END" : item);
            if (item == END) {
                return;
            }
        }
    }

    private boolean isOver() {
        return generator.state() == Generator.State.CLOSED;
    }

    private Object resume(int at, Object last, Iterator<Object> iterator) {
        boolean isHere = script.at() == at;
        return switch (script.way()) {
            case SEND -> generator.send(last);
            case SEND_OR -> generator.sendOr(last, END);
            case NEXT -> generator.next();
            case NEXT_OR -> generator.nextOr(END);
            case ITERATE -> iterator.hasNext() ? iterator.next() : END;
            case SEND_OTHER -> generator.send(other(last));
            case ALWAYS_THROW ->
                at == 0 ? generator.next() : generator.throw_(new IllegalArgumentException("at " + at));
            case THROW -> isHere ? generator.throw_(new IllegalArgumentException("at " + at)) : generator.send(last);
            case THROW_CHECKED -> isHere ? generator.throw_(new IOException("at " + at)) : generator.send(last);
            case THROW_ERROR -> isHere ? generator.throw_(new NoSuchFieldError("at " + at)) : generator.send(last);
            case SEND_WRONG_TYPE -> generator.send(isHere ? Wrong.TYPE : last);
            case CLOSE -> isHere ? close() : generator.send(last);
        };
    }

    private Object close() {
        generator.close();
        return "closed";
    }

    private static Object other(Object item) {
        if (item instanceof Integer number) {
            return number + 1;
        }
        if (item instanceof Long number) {
            return number + 1;
        }
        if (item instanceof Double number) {
            return number + 0.5;
        }
        if (item instanceof Boolean bit) {
            return !bit;
        }
        if (item instanceof Character character) {
            return (char) (character + 1);
        }
        return item instanceof String text ? text + "'" : item;
    }

    private void attempt(String what, Callable<?> action) {
        try {
            Object value = action.call();
            write(what, value == END ? "END" : value);
        } catch (Throwable thrown) {
            write(what + " threw", thrown);
        }
    }

    private void state() {
        session.write("state: " + generator.state());
    }

    private void write(String what, Object value) {
        String end = value instanceof dev.fermata.StopIteration stop ? " with " + Rendering.of(stop.value()) : "";
        session.write(what + ": " + Rendering.of(value) + end);
    }

    private enum Wrong {
        TYPE
    }
}
