package dev.fermata.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second link from this process to itself plays the other process. */
class HubTest {
    private static final int ECHO = 0;
    private static final int WAIT = 1;
    private static final int FAIL = 2;
    private static final int THROW = 3;

    /** Answers with what it was sent, or later, or not at all. */
    private static final class Thing implements Hosted {
        final CompletableFuture<Answer> later = new CompletableFuture<>();
        final CompletableFuture<String> settled = new CompletableFuture<>();
        final CompletableFuture<Guest> guest = new CompletableFuture<>();
        final CompletableFuture<Caller> gone = new CompletableFuture<>();

        @Override
        public CompletableFuture<Answer> call(Caller caller, int operation, byte[] argument) {
            guest.complete((Guest) caller);
            return switch (operation) {
                case ECHO -> CompletableFuture.completedFuture(Answer.of(argument));
                case WAIT -> later;
                case FAIL -> CompletableFuture.failedFuture(new IOException("no luck"));
                default -> throw new IllegalArgumentException("operation " + operation);
            };
        }

        Answer offer() {
            return new Answer(new byte[] {7}, () -> settled.complete("accepted"), () -> settled.complete("given back"));
        }

        @Override
        public void gone(Caller caller) {
            gone.complete(caller);
        }
    }

    private final Thing thing = new Thing();
    private final long number = Hub.get().host(thing);
    private final HubThread thread = new HubThread();
    private final Link link = new Link(Hub.get().address(), thread);

    HubTest() {
        thread.start();
    }

    @AfterEach
    void close() {
        Hub.get().forget(number);
        thread.execute(() -> link.failed(new IOException("the test is over")));
    }

    private CompletableFuture<Answer> call(int operation, byte[] argument) {
        return link.call(number, operation, argument, () -> new IllegalStateException("closed"));
    }

    @Test
    void calls_are_answered() throws Exception {
        assertThat(call(ECHO, new byte[] {1, 2}).get().value()).containsExactly(1, 2);
    }

    @Test
    void big_and_small_messages_arrive_as_they_are() throws Exception {
        byte[] big = new byte[3_000_000];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) (i * 31);
        }
        CompletableFuture<Answer> first = call(ECHO, big);
        CompletableFuture<Answer> second = call(ECHO, new byte[] {1});
        CompletableFuture<Answer> third = call(ECHO, big);
        CompletableFuture<Answer> fourth = call(ECHO, new byte[0]);

        assertThat(first.get().value()).isEqualTo(big);
        assertThat(second.get().value()).containsExactly(1);
        assertThat(third.get().value()).isEqualTo(big);
        assertThat(fourth.get().value()).isEmpty();
    }

    @Test
    void a_long_message_needs_no_memory_of_its_length_outside_the_heap() throws Exception {
        byte[] big = new byte[50_000_000];
        assertThat(call(ECHO, big).get().value()).hasSameSizeAs(big);

        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        assertThat(direct).isLessThan(big.length / 2);
    }

    @Test
    void exceptions_arrive_with_their_types() {
        assertThatThrownBy(() -> call(FAIL, new byte[0]).get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("no luck");
        assertThatThrownBy(() -> call(THROW, new byte[0]).get())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("operation 3");
    }

    @Test
    void what_is_hosted_no_more_is_closed() {
        Hub.get().forget(number);
        assertThatThrownBy(() -> call(ECHO, new byte[0]).get())
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    @Test
    void the_host_keeps_nothing_of_what_is_answered_and_accepted() throws Exception {
        for (int i = 0; i < 10; i++) {
            Answer unused = call(ECHO, new byte[0]).get();
        }
        assertThat(thing.guest.get().open()).isZero();

        CompletableFuture<Answer> request = call(WAIT, new byte[0]);
        thing.later.complete(thing.offer());
        Answer answer = request.get();
        assertThat(thing.guest.get().open()).isOne();
        answer.accept();
        assertThat(thing.settled.get()).isEqualTo("accepted");
        assertThat(thing.guest.get().open()).isZero();
        assertThat(thing.guest.get())
                .hasToString("process " + ProcessHandle.current().pid());
    }

    @Test
    void an_answer_is_accepted_or_given_back() throws Exception {
        CompletableFuture<Answer> request = call(WAIT, new byte[0]);
        thing.later.complete(thing.offer());
        request.get().giveBack();
        request.get().accept();
        assertThat(thing.settled.get()).isEqualTo("given back");
    }

    @Test
    void an_accepted_answer_stays_accepted_when_the_process_is_gone() throws Exception {
        CompletableFuture<Answer> request = call(WAIT, new byte[0]);
        thing.later.complete(thing.offer());
        request.get().accept();
        assertThat(thing.settled.get()).isEqualTo("accepted");
    }

    @Test
    void a_cancelled_request_is_cancelled_at_the_host() {
        CompletableFuture<Answer> request = call(WAIT, new byte[0]);
        request.cancel(false);
        assertThat(thing.later
                        .handle((answer, failure) -> thing.later.isCancelled())
                        .join())
                .isTrue();
    }

    @Test
    void when_a_process_is_gone_the_answers_that_it_saw_stay_with_it_and_all_are_told() throws Exception {
        CompletableFuture<Answer> request = call(WAIT, new byte[0]);
        thing.later.complete(thing.offer());
        request.get(); // and is not accepted
        thread.execute(() -> link.failed(new IOException("killed")));

        assertThat(thing.settled.get()).isEqualTo("accepted");
        assertThat(thing.gone.get()).isInstanceOf(Guest.class);
        assertThatThrownBy(() -> call(ECHO, new byte[0]).get())
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("where this was made, cannot be reached any more")
                .hasMessageContaining("killed");
    }

    @Test
    void when_a_process_is_gone_an_answer_that_nobody_saw_is_given_back() throws Exception {
        thing.later.complete(thing.offer());
        try (RawWire guest = RawWire.guest(Hub.get().address())) {
            guest.write(Wire.CALL, 1, ByteBuffer.allocate(9).putLong(number).put((byte) WAIT));
            assertThat(guest.read()).isEqualTo(Wire.OFFER);
        }
        assertThat(thing.settled.get()).isEqualTo("given back");
    }

    @Test
    void an_answer_that_was_seen_and_not_wanted_is_given_back() throws Exception {
        thing.later.complete(thing.offer());
        try (RawWire guest = RawWire.guest(Hub.get().address())) {
            guest.write(Wire.CALL, 1, ByteBuffer.allocate(9).putLong(number).put((byte) WAIT));
            assertThat(guest.read()).isEqualTo(Wire.OFFER);
            guest.write(Wire.SEEN, 1, ByteBuffer.allocate(0));
            guest.write(Wire.CANCEL, 1, ByteBuffer.allocate(0));
            assertThat(thing.settled.get()).isEqualTo("given back");
        }
    }

    @Test
    void nobody_sees_an_answer_before_the_host_is_told(@TempDir Path directory) throws Exception {
        HubAddress address = new HubAddress(directory.resolve("host").toString(), "00", 1);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(address.path()));
            Link toHost = new Link(address, thread);
            try (RawWire host = new RawWire(server.accept())) {
                CompletableFuture<Answer> request = toHost.call(1, WAIT, new byte[0], IllegalStateException::new);
                assertThat(host.read()).isEqualTo(Wire.HELLO);
                assertThat(host.read()).isEqualTo(Wire.CALL);
                host.write(Wire.OFFER, 1, ByteBuffer.allocate(0));
                Answer unused = request.get();
                host.doNotWait();
                assertThat(host.read()).isEqualTo(Wire.SEEN);
            }
        }
    }

    @Test
    void who_does_not_know_the_token_is_sent_away() throws Exception {
        HubAddress address = Hub.get().address();
        try (SocketChannel stranger = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            stranger.connect(UnixDomainSocketAddress.of(address.path()));
            byte[] token = HexFormat.of().parseHex(address.token());
            token[3]++;
            ByteBuffer hello = ByteBuffer.allocate(21 + token.length);
            hello.putInt(17 + token.length).put(Wire.HELLO).putLong(0);
            hello.put(token).putLong(1).flip();
            stranger.write(hello);
            assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void a_stranger_cannot_make_it_take_a_long_message() throws Exception {
        try (SocketChannel stranger = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            stranger.connect(UnixDomainSocketAddress.of(Hub.get().address().path()));
            stranger.write(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).flip());
            assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void a_message_for_which_there_is_no_memory_ends_its_connection_and_no_other() throws Exception {
        try (RawWire guest = RawWire.guest(Hub.get().address())) {
            guest.writeRaw(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE - 4).flip());
            assertThatThrownBy(guest::read).isInstanceOf(EOFException.class);
        }
        assertThat(call(ECHO, new byte[] {1}).get().value()).containsExactly(1);
    }

    @Test
    void the_token_is_not_shown() {
        HubAddress address = Hub.get().address();
        assertThat(address.toString()).doesNotContain(address.token());
    }

    @Test
    @Timeout(60)
    void while_the_process_ends_its_thread_answers_but_waits_in_no_system_call() throws Exception {
        thread.settle();

        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // parked, and not in the selector, where it would seem to be running
        }
        assertThat(call(ECHO, new byte[] {1}).get().value()).containsExactly(1);
    }
}
