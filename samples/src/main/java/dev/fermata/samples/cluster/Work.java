package dev.fermata.samples.cluster;

import com.hazelcast.partition.PartitionAware;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/**
 * What members do. It travels to them as an object, so it is serialisable, and its class is on their class path.
 *
 * @param what for messages
 * @param key decides which member gets it, if nobody else does
 * @param stuckOn the name of a member that will never get it done: there it waits for ever
 */
record Work(String what, int key, String stuckOn) implements Callable<String>, PartitionAware<Integer>, Serializable {
    @Override
    public String call() throws InterruptedException {
        System.out.println("begins " + what);
        if (Member.name().equals(stuckOn)) {
            new CountDownLatch(1).await();
        }
        return what + " by " + Member.name();
    }

    @Override
    public Integer getPartitionKey() {
        return key;
    }
}
