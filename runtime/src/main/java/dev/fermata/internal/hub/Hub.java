package dev.fermata.internal.hub;

import dev.fermata.internal.AbandonedDirectories;
import dev.fermata.internal.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where processes meet. What one process hosts has a number here; with the address of the hub, another process calls it
 * through a socket in the host's private directory. So waiting needs no polling, and the host sees when a process is gone.
 *
 * <p>There is one in each process, with one thread. It listens when its address is asked for.
 */
public final class Hub {
    private static final int TOKEN_BYTES = 16;
    private static final int BACKLOG = 1024;

    private static final Hub INSTANCE = new Hub();

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Hosted> things = new ConcurrentHashMap<>();
    private final Map<HubAddress, Link> links = new HashMap<>(); // guard: this
    private @Nullable HubThread thread; // guard: this
    private @Nullable HubAddress address; // guard: this

    private Hub() {}

    /**
     * The hub of this process.
     *
     * @return the same on each call
     */
    public static Hub get() {
        return INSTANCE;
    }

    private synchronized HubThread thread() {
        HubThread known = thread;
        if (known == null) {
            known = new HubThread();
            known.start();
            Runtime.getRuntime().addShutdownHook(new Thread(known::settle, "fermata-hub-settle"));
            thread = known;
        }
        return known;
    }

    // ---- hosting

    /**
     * Lets other processes call something.
     *
     * @param thing to be called
     * @return its number
     */
    public long host(Hosted thing) {
        long number = numbers.incrementAndGet();
        things.put(number, thing);
        return number;
    }

    /**
     * Lets no other process call something any more.
     *
     * @param number as {@link #host} has returned it
     */
    public void forget(long number) {
        things.remove(number);
    }

    @Nullable
    Hosted hosted(long number) {
        return things.get(number);
    }

    void gone(Guest guest) {
        List.copyOf(things.values()).forEach(thing -> thing.gone(guest));
    }

    /**
     * The address of this hub. It listens from then on.
     *
     * @return for {@link #callee} in another process
     * @throws UncheckedIOException if there is no place for its socket
     */
    public synchronized HubAddress address() {
        HubAddress known = address;
        if (known == null) {
            byte[] token = new byte[TOKEN_BYTES];
            new SecureRandom().nextBytes(token);
            Path path = PrivateDirectory.path().resolve("hub");
            listen(path, token);
            known = new HubAddress(
                    path.toString(),
                    HexFormat.of().formatHex(token),
                    ProcessHandle.current().pid());
            address = known;
        }
        return known;
    }

    private void listen(Path path, byte[] token) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
            HubThread here = thread();
            here.execute(() -> {
                try {
                    here.register(server, SelectionKey.OP_ACCEPT, new Door(server, token));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen at " + path + ". A path of a socket may have some 100 bytes: name a shorter one by "
                            + "-Dfermata.directory=DIR. " + e,
                    e);
        }
    }

    private final class Door implements HubThread.Ready {
        private final ServerSocketChannel server;
        private final byte[] token;

        Door(ServerSocketChannel server, byte[] token) {
            this.server = server;
            this.token = token;
        }

        @Override
        public void ready(SelectionKey key) throws IOException {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                new Guest(Hub.this, thread(), token).open(channel);
            }
        }

        @Override
        public void failed(IOException failure) {
            // One did not get in. It sees that, and the next one may.
        }
    }

    // ---- calling

    /**
     * Something that a process hosts.
     *
     * @param host that it is in, which may be this one
     * @param number of it
     * @param closed makes what is thrown if the host forgets it
     * @return its calls fail if the host is gone
     * @throws IOException if this process hosts it no more
     */
    public Callee callee(HubAddress host, long number, Supplier<? extends Exception> closed) throws IOException {
        if (isHere(host)) {
            Hosted thing = things.get(number);
            if (thing == null) {
                throw new IOException("what this handle stands for is closed");
            }
            return (operation, argument) -> thing.call(Caller.HERE, operation, argument);
        }
        AbandonedDirectories.outlive(Path.of(host.path()));
        Link link = link(host);
        return (operation, argument) -> link.call(number, operation, argument, closed);
    }

    private synchronized boolean isHere(HubAddress host) {
        return host.equals(address);
    }

    private synchronized Link link(HubAddress host) {
        links.values().removeIf(Link::isEnded);
        return links.computeIfAbsent(host, known -> new Link(known, thread()));
    }
}
