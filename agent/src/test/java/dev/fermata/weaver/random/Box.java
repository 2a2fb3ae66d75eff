package dev.fermata.weaver.random;

import dev.fermata.weaver.harness.Log;

/** An object of random programs: with fields of all kinds, a constructor of which one sees the time, and to be closed. */
public final class Box implements AutoCloseable {
    /** To be changed. */
    public int i;

    /** To be changed. */
    public long l;

    /** To be changed. */
    public String s;

    private final Object o;

    /** Makes one. */
    public Box(int i, long l, String s, Object o) {
        this.i = i;
        this.l = l;
        this.s = s;
        this.o = o;
        Log.say("new " + this);
    }

    /** Makes another. */
    public Box with(int other) {
        return new Box(i + other, l, s, null);
    }

    /** Changes all fields. */
    public Box set(int i, long l, String s) {
        this.i = i;
        this.l = l;
        this.s = s;
        return this;
    }

    @Override
    public void close() {
        Log.say("close " + this);
        if (i % 3 == 1) {
            throw new IllegalStateException("close of " + i);
        }
    }

    @Override
    public String toString() {
        return Things.cut("Box(" + i + "," + l + "," + s + "," + o + ")");
    }
}
