package dev.fermata.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Lincheck lets threads call an inbox in all orders that it finds, down to each access to memory, and compares what the calls
 * return with what {@link OneByOne} returns to calls in some order. Sleep is left out, as Lincheck lets every sleep end.
 */
@EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "Lincheck 3.7 runs on JDK 25, but finds no errors there")
@Timeout(value = 10, unit = TimeUnit.MINUTES) // seconds, unless the machine is busy
public class InboxInterleavingTest {
    private final Inbox<Integer> inbox = new Inbox<>();

    /** Made by Lincheck. */
    public InboxInterleavingTest() {}

    @Operation
    public boolean offer(int item) {
        return inbox.offer(item);
    }

    @Operation(nonParallelGroup = "owner")
    public List<Integer> drain() {
        List<Integer> taken = new ArrayList<>();
        inbox.drain(taken::add);
        return taken;
    }

    @Operation(nonParallelGroup = "owner")
    public boolean isEmpty() {
        return inbox.isEmpty();
    }

    @Operation(nonParallelGroup = "owner")
    public List<Integer> close() {
        List<Integer> taken = new ArrayList<>();
        inbox.close(taken::add);
        return taken;
    }

    /** What an inbox does, for a single thread. */
    public static class OneByOne {
        private final List<Integer> items = new ArrayList<>();
        private boolean closed;

        /** Made by Lincheck. */
        public OneByOne() {}

        public boolean offer(int item) {
            return !closed && items.add(item);
        }

        public List<Integer> drain() {
            List<Integer> taken = List.copyOf(items);
            items.clear();
            return taken;
        }

        public boolean isEmpty() {
            return items.isEmpty();
        }

        public List<Integer> close() {
            closed = true;
            return drain();
        }
    }

    @Test
    void offering_draining_and_closing_are_each_done_at_one_moment() {
        new ModelCheckingOptions()
                .iterations(8)
                .invocationsPerIteration(100)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(2)
                .sequentialSpecification(OneByOne.class)
                .check(InboxInterleavingTest.class);
    }
}
