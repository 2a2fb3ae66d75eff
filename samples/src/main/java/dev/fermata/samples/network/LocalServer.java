package dev.fermata.samples.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A small web server on this machine, for the samples to fetch from. It takes 100 ms for each page, all at once. */
final class LocalServer implements AutoCloseable {
    private static final long MILLIS_PER_PAGE = 100;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Serves what {@code text} returns, under all paths. */
    LocalServer(Supplier<String> text) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, text.get()));
        server.setExecutor(threads);
        server.start();
    }

    /** The address of a page. */
    URI page(String name) {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/" + name);
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            Thread.sleep(MILLIS_PER_PAGE);
            byte[] body = text.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
