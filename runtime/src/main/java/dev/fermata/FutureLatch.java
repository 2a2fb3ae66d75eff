package dev.fermata;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What another thread waits on for a future of a loop. */
final class FutureLatch {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Future<?> future;
    private volatile boolean abandoned; // by the waiting thread

    private FutureLatch(Future<?> future) {
        this.future = future;
    }

    /** Waits until {@code future} is done, at most for some time; returns whether it is. */
    static boolean await(Future<?> future, long nanos) throws InterruptedException {
        if (future.loop.thread.isHere()) {
            throw new IllegalStateException(
                    "get() of " + future + " on the thread of its loop would wait for ever: it is "
                            + "this thread that completes it. Use await, or ask isDone() first.");
        }
        FutureLatch latch = new FutureLatch(future);
        future.loop.thread.offer(latch);
        try {
            latch.opened.await(nanos, TimeUnit.NANOSECONDS);
        } finally {
            if (latch.opened.getCount() > 0) {
                latch.abandoned = true;
                future.loop.thread.offer(latch);
            }
        }
        if (!future.isDone() && latch.opened.getCount() == 0) {
            throw new IllegalStateException("the loop was closed before " + future + " was done");
        }
        return future.isDone();
    }

    /** Lets the future open this; or no more. On the loop's thread. */
    void received() {
        if (abandoned) {
            future.loop.thread.latches.remove(this);
            future.tellNoMore(this);
        } else {
            future.loop.thread.latches.add(this);
            future.tellWhenDone(this);
        }
    }

    /** Lets the other thread go on. On the loop's thread. */
    void open() {
        future.loop.thread.latches.remove(this);
        opened.countDown();
    }

    /** Lets the other thread go on, as nobody will complete the future. */
    void loopClosed() {
        opened.countDown();
    }
}
