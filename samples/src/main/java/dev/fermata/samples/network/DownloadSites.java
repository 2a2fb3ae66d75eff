package dev.fermata.samples.network;

import static dev.fermata.Asyncio.*;

import dev.fermata.Asyncio;
import dev.fermata.Coroutine;
import dev.fermata.annotation.Async;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fetches 20 pages, each of which takes the server 100 ms: one after the other, on five threads, and by coroutines on a
 * single thread.
 *
 * <p>Waiting for an answer is no work. The coroutines wait for all of them at once, and are about as fast as the slowest
 * page alone.
 */
public final class DownloadSites {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private DownloadSites() {}

    public static void main(String[] args) throws Exception {
        try (LocalServer server = new LocalServer(() -> "a page".repeat(1000))) {
            List<URI> sites = new ArrayList<>();
            for (int i = 1; i <= 20; i++) {
                sites.add(server.page("site-" + i));
            }
            measure("one after the other", () -> serially(sites));
            measure("on five threads", () -> onThreads(sites));
            measure("by coroutines", () -> Asyncio.run(byCoroutines(sites)));
        }
    }

    private static void measure(String how, Callable<Integer> download) throws Exception {
        long begin = System.nanoTime();
        int count = download.call();
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.println(String.format(Locale.ROOT, "Downloaded %d sites in %.1f s %s", count, seconds, how));
    }

    static int serially(List<URI> sites) throws IOException, InterruptedException {
        int count = 0;
        for (URI site : sites) {
            count += count(CLIENT.send(request(site), BodyHandlers.ofString()));
        }
        return count;
    }

    static int onThreads(List<URI> sites) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(5);
        try {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (URI site : sites) {
                calls.add(() -> count(CLIENT.send(request(site), BodyHandlers.ofString())));
            }
            int count = 0;
            for (Future<Integer> downloaded : threads.invokeAll(calls)) {
                count += downloaded.get();
            }
            return count;
        } finally {
            threads.shutdown();
        }
    }

    @Async
    static Coroutine<Integer> byCoroutines(List<URI> sites) {
        List<Coroutine<Integer>> downloads = new ArrayList<>();
        for (URI site : sites) {
            downloads.add(download(site));
        }
        int count = 0;
        for (int downloaded : await(gather(downloads))) {
            count += downloaded;
        }
        return done(count);
    }

    @Async
    static Coroutine<Integer> download(URI site) {
        return done(count(await(CLIENT.sendAsync(request(site), BodyHandlers.ofString()))));
    }

    private static HttpRequest request(URI site) {
        return HttpRequest.newBuilder(site).build();
    }

    private static int count(HttpResponse<String> response) {
        return response.statusCode() == 200 && !response.body().isEmpty() ? 1 : 0;
    }
}
