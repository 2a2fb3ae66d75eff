package dev.fermata.sync;

import dev.fermata.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for.
 *
 * <p>Confined to the loop's thread. It belongs to the loop on which a task first had to wait for it.
 *
 * @see <a href="https://docs.python.org/3/library/asyncio-sync.html#event">asyncio: Event</a>
 */
public final class Event extends LoopBound {
    private final WaitList waiters = new WaitList();
    private boolean set;

    /** Makes an event that is not set. */
    public Event() {}

    /**
     * Waits until the flag is set: asyncio's {@code wait}, a name that is taken by {@link Object#wait()}.
     *
     * @return to be awaited; it does not suspend if the flag is set. Once it has had to wait, it goes on when the flag was
     *     set, even if that is cleared by then
     * @throws IllegalStateException by awaiting it, if it would have to wait and the event belongs to another loop
     */
    public Coroutine<Void> waitUntilSet() {
        return new Wait(this);
    }

    /**
     * Sets the flag, and lets all go on that wait for it.
     *
     * @throws IllegalStateException if tasks wait for it and another thread runs their loop
     */
    public void set() {
        if (!set) {
            if (!waiters.isEmpty()) {
                requireHere();
            }
            set = true;
            waiters.wakeAll();
        }
    }

    /** Takes the flag back: who waits from now on suspends. */
    public void clear() {
        set = false;
    }

    /**
     * Whether the flag is set.
     *
     * @return true after {@link #set}, false after {@link #clear}
     */
    public boolean isSet() {
        return set;
    }

    /** Whether it is set, and how many wait. */
    @Override
    public String toString() {
        return "Event[" + (set ? "set" : "unset") + (waiters.isEmpty() ? "" : ", waiters=" + waiters.size()) + "]";
    }

    private static final class Wait extends Operation<Void> {
        private final Event event;

        Wait(Event event) {
            this.event = event;
        }

        @Override
        public @Nullable Object step(int depth, @Nullable Object value, @Nullable Throwable exception) {
            label = RUNNING;
            return event.set
                    ? null
                    : new PlainWaiter(event.waiters, name(), "", event).waitIn(event.waiters, event.bind());
        }

        @Override
        public String name() {
            return "Event.waitUntilSet";
        }
    }
}
