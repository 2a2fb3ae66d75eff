package dev.fermata.samples.cluster;

import java.util.concurrent.CountDownLatch;

/** Starts two members, and does nothing more. */
final class AbandonedMembers {
    private AbandonedMembers() {}

    public static void main(String[] args) throws Exception {
        try (Members members = Members.start("A", "B")) {
            System.out.println("up");
            new CountDownLatch(1).await();
        }
    }
}
