package dev.fermata.samples.network;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Fetches a page by the HTTP client of the JDK: {@code sendAsync} returns a {@code CompletableFuture}, and that can be
 * awaited.
 *
 * <p>{@code samples/run http-get URL} fetches another page.
 */
public final class HttpGet {
    private HttpGet() {}

    public static void main(String[] args) {
        try (LocalServer server = new LocalServer(() -> "Hello, asyncio!")) {
            Asyncio.run(fetch(args.length > 0 ? URI.create(args[0]) : server.page("hello")));
        }
    }

    @Async
    static Coroutine<Void> fetch(URI page) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(page).build();
        HttpResponse<String> response = await(client.sendAsync(request, BodyHandlers.ofString()));
        System.out.println("status " + response.statusCode());
        System.out.println(response.body().length() + " characters");
        return done();
    }
}
