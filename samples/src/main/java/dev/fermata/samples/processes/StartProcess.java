package dev.fermata.samples.processes;

import dev.fermata.process.Process;
import java.io.IOException;

/**
 * A process from a lambda, and one from a subclass.
 *
 * <p>Each is a JVM of its own. What it is to run is serialised, with all that it refers to; what it prints appears here.
 */
public final class StartProcess {
    private StartProcess() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        long parent = ProcessHandle.current().pid();
        System.out.println("parent " + parent + " begins");

        Process fromLambda = new Process(() -> greet("a lambda", parent));
        fromLambda.start();
        fromLambda.join();

        Process fromSubclass = new Greeter(parent);
        fromSubclass.start();
        fromSubclass.join();

        System.out.println(
                "parent " + parent + " ends; exit codes " + fromLambda.join() + " and " + fromSubclass.join());
    }

    private static void greet(String from, long parent) {
        long child = ProcessHandle.current().pid();
        System.out.println("child " + child + " from " + from + " begins; its parent is " + parent);
        System.out.println("child " + child + " ends");
    }

    /** A process that is a class: its fields go with it. */
    private static final class Greeter extends Process {
        private static final long serialVersionUID = 1;

        private final long parent;

        Greeter(long parent) {
            this.parent = parent;
        }

        @Override
        protected void run() {
            greet("a subclass", parent);
        }
    }
}
