package dev.fermata.samples.network;

import static dev.fermata.Asyncio.*;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.EventLoop;
import dev.fermata.Task;
import dev.fermata.annotation.Async;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that needs a token from a server, and keeps it for as long as it is valid, one second. However many tasks ask for
 * it, there is one request at a time.
 *
 * <p>The cache needs no lock. All tasks run on one thread, and it is only at an {@code await} that another one gets its
 * turn: between the question whether a request is under way and the start of one there is none.
 */
public final class TokenCache {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI page;
    private @Nullable Task<Token> request; // under way, or the last one

    private TokenCache(URI page) {
        this.page = page;
    }

    private record Token(String text, Duration validUntil) {}

    public static void main(String[] args) {
        AtomicInteger requests = new AtomicInteger();
        try (LocalServer server = new LocalServer(() -> "token-" + requests.incrementAndGet())) {
            Asyncio.run(askAndAsk(new TokenCache(server.page("token")), requests));
        }
    }

    @Async
    static Coroutine<Void> askAndAsk(TokenCache cache, AtomicInteger requests) {
        System.out.println("1,000 tasks got " + await(thousandTasks(cache)) + ", requests: " + requests);
        System.out.println("1,000 tasks got " + await(thousandTasks(cache)) + ", requests: " + requests);
        await(sleep(ofMillis(1_100)));
        System.out.println("it has expired");
        System.out.println("1,000 tasks got " + await(thousandTasks(cache)) + ", requests: " + requests);
        return done();
    }

    @Async
    static Coroutine<HashSet<String>> thousandTasks(TokenCache cache) {
        List<Coroutine<String>> asking = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asking.add(cache.token());
        }
        return done(new HashSet<>(await(gather(asking))));
    }

    @Async
    Coroutine<String> token() {
        Task<Token> current = request;
        if (current == null || current.isDone() && !isValid(current)) {
            current = createTask(fetch());
            request = current;
        }
        Token token = await(shield(current)); // who is cancelled here does not take the request away from the others
        return done(token.text());
    }

    private static boolean isValid(Task<Token> ended) {
        return !ended.isCancelled()
                && ended.exception() == null
                && ended.result().validUntil().compareTo(EventLoop.running().time()) > 0;
    }

    @Async
    Coroutine<Token> fetch() {
        HttpRequest get = HttpRequest.newBuilder(page).build();
        String text = await(client.sendAsync(get, BodyHandlers.ofString())).body();
        return done(new Token(text, EventLoop.running().time().plus(ofSeconds(1))));
    }
}
