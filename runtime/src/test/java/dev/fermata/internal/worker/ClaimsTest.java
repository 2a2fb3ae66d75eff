package dev.fermata.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private Path file;
    private Claims ofPool;
    private Claims ofWorker;

    @BeforeEach
    void map() throws IOException {
        file = Claims.createFile();
        ofPool = Claims.map(file);
        ofWorker = Claims.map(file);
    }

    @AfterEach
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Test
    void a_task_is_claimed_in_the_epoch_in_which_it_was_sent() {
        assertThat(ofWorker.claim(1, 0)).isTrue();
        assertThat(ofWorker.claim(2, 0)).isTrue();
        assertThat(ofPool.revoke()).isEqualTo(2);
        assertThat(ofWorker.claim(3, 0)).isFalse();
        assertThat(ofWorker.claim(4, 1)).isTrue();
        assertThat(ofPool.revoke()).isEqualTo(4);
    }

    @Test
    void before_the_first_claim_none_is_begun() {
        assertThat(ofPool.revoke()).isZero();
    }

    @Test
    void numbers_may_overflow() {
        for (int sequence : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            assertThat(ofWorker.claim(sequence, 0)).isTrue();
        }
        assertThat(ofPool.revoke()).isEqualTo(-1);
    }

    /** A worker claims what it is sent, while the pool takes back and sends again: each task is begun exactly once. */
    @Test
    void whoever_comes_first_has_the_task() throws InterruptedException {
        int tasks = 200_000;
        AtomicInteger sent = new AtomicInteger(); // epoch of the latest tasks
        int[] begun = new int[tasks + 1];
        Thread worker = new Thread(() -> {
            for (int sequence = 1; sequence <= tasks; ) {
                if (ofWorker.claim(sequence, sent.get())) {
                    begun[sequence]++;
                    sequence++;
                }
            }
        });
        worker.start();
        int last = 0;
        for (int epoch = 1; worker.isAlive(); epoch++) {
            int now = ofPool.revoke();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
            sent.set(epoch);
        }
        worker.join();
        assertThat(ofPool.revoke()).isEqualTo(tasks);
        for (int i = 1; i <= tasks; i++) {
            assertThat(begun[i]).isEqualTo(1);
        }
    }
}
