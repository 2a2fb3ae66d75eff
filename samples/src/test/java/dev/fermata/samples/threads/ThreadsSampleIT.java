package dev.fermata.samples.threads;

import dev.fermata.samples.Program;
import org.junit.jupiter.api.Test;

class ThreadsSampleIT {
    @Test
    void threads() throws Exception {
        Program.sample("threads")
                .assertPrinted(
                        "start, and wait for the end",
                        "  threads     hello from thread ann",
                        "  coroutines  hello from task ann",
                        "several at a time, but not all",
                        "  threads     on two threads: [1, 4, 9, 16]",
                        "  coroutines  two at a time: [1, 4, 9, 16]",
                        "what nobody waits for",
                        "  threads     a daemon is left waiting",
                        "  coroutines  a task is left waiting: true",
                        "  coroutines  the end of the program cancels it, and it cleans up",
                        "one at a time: lock",
                        "  threads     counted to 4000",
                        "  coroutines  counted to 2000 without a lock, and to 2000 with one",
                        "until it is there: condition",
                        "  threads     bought 3",
                        "  coroutines  bought 3",
                        "until somebody says so: latch, event",
                        "  threads     opening",
                        "  threads     gone through",
                        "  coroutines  opening",
                        "  coroutines  gone through",
                        "from one to the other: queue",
                        "  threads     taken: [A, B, C, D]",
                        "  coroutines  taken: [A, B, C, D]",
                        "a value for each: thread local, context variable",
                        "  threads     another one begins with nobody",
                        "  threads     this one still has Ann",
                        "  coroutines  another one begins with Ann",
                        "  coroutines  this one still has Ann",
                        "from one world to the other",
                        "  coroutines  callSoonThreadSafe has set an event of the loop",
                        "  coroutines  runCoroutineThreadSafe has put into a queue of the loop: answer to the question",
                        "  coroutines  the future was completed by thread worker",
                        "  coroutines  toThread has waited in a blocking queue: goodbye");
    }
}
