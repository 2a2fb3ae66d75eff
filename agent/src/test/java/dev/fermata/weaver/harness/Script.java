package dev.fermata.weaver.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * How a consumer treats a generator: the same way at each suspension, or something special at one of them.
 *
 * @param way what the consumer does
 * @param at the number of the resumption at which it does so; the first is 0, and starts the body
 * @param readiness whether what is awaited is there
 */
public record Script(Way way, int at, Readiness readiness) {
    /** What a consumer may do. Unless told otherwise it sends each item back, as if it had been awaited. */
    public enum Way {
        /** Uses {@code send}. */
        SEND,
        /** Uses {@code sendOr}. */
        SEND_OR,
        /** Uses {@code next}, so that each yield evaluates to null. */
        NEXT,
        /** Uses {@code nextOr}. */
        NEXT_OR,
        /** Uses an iterator. */
        ITERATE,
        /** Sends another value of the same type, which leads elsewhere. */
        SEND_OTHER,
        /** Throws at every resumption but the first. */
        ALWAYS_THROW,
        /** Throws an unchecked exception once. */
        THROW,
        /** Throws a checked exception once. */
        THROW_CHECKED,
        /** Throws an error once. */
        THROW_ERROR,
        /** Sends what no body expects, once. */
        SEND_WRONG_TYPE,
        /** Closes it, and looks whether it goes on. */
        CLOSE
    }

    /** A script for generators, and for all that always suspends. */
    public Script(Way way, int at) {
        this(way, at, Readiness.SUSPENDS);
    }

    /** The scripts without a special place, for programs of a form. */
    static List<Script> whole(Form form, boolean brief) {
        if (form == Form.GENERATOR) {
            return brief ? wholeInBrief() : whole();
        }
        return List.of(
                new Script(Way.SEND, -1),
                new Script(Way.SEND, -1, Readiness.READY),
                new Script(Way.SEND, -1, Readiness.FAILS),
                new Script(Way.SEND_OTHER, -1, Readiness.VARIES),
                new Script(Way.ALWAYS_THROW, -1));
    }

    /** The scripts without a special place. */
    public static List<Script> whole() {
        return List.of(
                new Script(Way.SEND, -1),
                new Script(Way.SEND_OR, -1),
                new Script(Way.NEXT, -1),
                new Script(Way.NEXT_OR, -1),
                new Script(Way.ITERATE, -1),
                new Script(Way.SEND_OTHER, -1),
                new Script(Way.ALWAYS_THROW, -1));
    }

    /** The scripts with a special place, for a body that is resumed {@code resumptions} times after its start. */
    public static List<Script> special(int resumptions) {
        var scripts = new ArrayList<Script>();
        for (int at = 0; at <= resumptions; at++) {
            scripts.add(new Script(Way.THROW, at));
            scripts.add(new Script(Way.CLOSE, at));
            if (at % 3 == 1) {
                scripts.add(new Script(Way.THROW_CHECKED, at));
                scripts.add(new Script(Way.SEND_WRONG_TYPE, at));
            } else if (at % 3 == 2) {
                scripts.add(new Script(Way.THROW_ERROR, at));
            }
        }
        return scripts;
    }

    /** Some of the scripts without a special place. */
    static List<Script> wholeInBrief() {
        return List.of(
                new Script(Way.SEND, -1),
                new Script(Way.NEXT_OR, -1),
                new Script(Way.SEND_OTHER, -1),
                new Script(Way.ALWAYS_THROW, -1));
    }

    /** Some of the scripts with a special place, spread over the length of the body. */
    static List<Script> specialInBrief(int resumptions) {
        var scripts = new ArrayList<Script>();
        int step = Math.max(1, resumptions / 5);
        for (int at = 1; at <= resumptions; at += step) {
            scripts.add(new Script(Way.THROW, at));
            scripts.add(new Script(Way.CLOSE, at));
        }
        scripts.add(new Script(Way.SEND_WRONG_TYPE, (resumptions + 1) / 2));
        scripts.add(new Script(Way.THROW_ERROR, (resumptions + 2) / 3));
        return scripts;
    }

    @Override
    public String toString() {
        String text = at < 0 ? way.toString() : way + " at resumption " + at;
        return readiness == Readiness.SUSPENDS ? text : text + ", what is awaited " + readiness;
    }
}
