package dev.fermata.samples.sync;

import dev.fermata.samples.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class SyncSamplesIT {
    @Test
    void event() throws Exception {
        Program.sample("event")
                .assertPrintedInTime(
                        "0.0 waiting: Event[unset]",
                        "2.0 set the event",
                        "2.0 the event is set",
                        "2.0 done: Event[set]");
    }

    @Test
    void lock() throws Exception {
        Program.sample("lock")
                .assertPrintedInTime(
                        "0.0 a waits for the lock",
                        "0.0 a has it: Lock[locked]",
                        "0.0 b waits for the lock",
                        "2.0 a gives it back",
                        "2.0 b has it: Lock[locked]",
                        "4.0 b gives it back",
                        "4.0 done: Lock[unlocked]");
    }

    @Test
    void queue() throws Exception {
        Program.sample("queue")
                .assertPrintedInTime(
                        "0.0 put 1: Queue[size=1/3, unfinished=1]",
                        "0.0 put 2: Queue[size=2/3, unfinished=2]",
                        "0.0 put 3: Queue[size=3/3, unfinished=3]",
                        "0.0 A works on 1",
                        "0.0 B works on 2",
                        "0.0 put 4: Queue[size=2/3, unfinished=4]",
                        "0.0 put 5: Queue[size=3/3, unfinished=5]",
                        "1.0 A works on 3",
                        "1.0 put 6: Queue[size=3/3, unfinished=5]",
                        "2.0 A works on 4",
                        "2.5 B works on 5",
                        "3.0 A works on 6",
                        "5.0 all items are done: Queue[size=0/3, getters=2]",
                        "5.0 the consumers are cancelled");
    }

    @Test
    void semaphore() throws Exception {
        Program.sample("semaphore")
                .assertPrintedInTime(
                        "0.0 A is in",
                        "0.0 B is in",
                        "1.0 C is in",
                        "1.0 D is in",
                        "2.0 done: Semaphore[unlocked, value=2]");
    }

    @Test
    void condition() throws Exception {
        Program.sample("condition")
                .assertPrintedInTime(
                        "0.0 A waits",
                        "0.0 B waits",
                        "0.0 C waits",
                        "1.0 delivered: apples",
                        "1.0 delivered: bread",
                        "1.0 A buys apples",
                        "1.0 B buys bread",
                        "2.0 delivered: cheese",
                        "2.0 C buys cheese",
                        "2.0 all have bought something");
    }

    @Test
    void barrier() throws Exception {
        Program.sample("barrier")
                .assertPrintedInTime(
                        "0.0 begin",
                        "1.0 A is at the station: Barrier[filling, waiters=0/3]",
                        "2.0 B is at the station: Barrier[filling, waiters=1/3]",
                        "3.0 C is at the station: Barrier[filling, waiters=2/3]",
                        "3.0 C goes on, number 2",
                        "3.0 A goes on, number 0",
                        "3.0 B goes on, number 1",
                        "4.0 A is at the hotel: Barrier[filling, waiters=0/3]",
                        "5.0 B is at the hotel: Barrier[filling, waiters=1/3]",
                        "6.0 C is at the hotel: Barrier[filling, waiters=2/3]",
                        "6.0 C goes on, number 2",
                        "6.0 A goes on, number 0",
                        "6.0 B goes on, number 1",
                        "6.0 done: Barrier[filling, waiters=0/3]");
    }
}
