package dev.fermata.internal;

/** The clock of the machine; waiting is sleeping. */
final class SystemTime implements Timekeeper {
    /** So that times are small positive numbers, which can be read in messages. */
    private static final long ORIGIN = System.nanoTime();

    @Override
    public long nanoTime() {
        return System.nanoTime() - ORIGIN;
    }

    @Override
    public void idle(Inbox<?> inbox, long deadline, int outside) {
        long nanos = deadline == TimerQueue.NEVER ? Long.MAX_VALUE : deadline - nanoTime();
        if (nanos > 0) {
            inbox.await(nanos);
        }
    }
}
