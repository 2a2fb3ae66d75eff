package dev.fermata.internal.hub;

/** A process that calls. Two are the same if they are the same object. */
public interface Caller {
    /** This process. */
    Caller HERE = new Caller() {
        @Override
        public String toString() {
            return "process " + ProcessHandle.current().pid();
        }
    };
}
