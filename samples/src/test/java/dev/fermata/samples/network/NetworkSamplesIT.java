package dev.fermata.samples.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.samples.Program;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class NetworkSamplesIT {
    private static final Pattern TIME = Pattern.compile("\\d+\\.\\d(?= s)");

    @Test
    void http_get() throws Exception {
        Program.sample("http-get").assertPrinted("status 200", "15 characters");
    }

    @Test
    void download_sites() throws Exception {
        Program run = Program.sample("download-sites");

        new Program(run.exitCode(), TIME.matcher(run.output()).replaceAll("..."), run.errors())
                .assertPrinted(
                        "Downloaded 20 sites in ... s one after the other",
                        "Downloaded 20 sites in ... s on five threads",
                        "Downloaded 20 sites in ... s by coroutines");
        List<Double> times = TIME.matcher(run.output())
                .results()
                .map(match -> Double.valueOf(match.group()))
                .toList();
        assertThat(times.get(0)).as("one after the other").isGreaterThanOrEqualTo(2.0);
        assertThat(times.get(1))
                .as("on five threads")
                .isGreaterThanOrEqualTo(0.4)
                .isLessThan(times.get(0));
        assertThat(times.get(2)).as("by coroutines").isGreaterThanOrEqualTo(0.1).isLessThan(times.get(0));
    }

    @Test
    void files() throws Exception {
        Program.sample("files").assertPrinted("Hello, asyncio!");
    }

    @Test
    void token_cache() throws Exception {
        Program.sample("token-cache")
                .assertPrinted(
                        "1,000 tasks got [token-1], requests: 1",
                        "1,000 tasks got [token-1], requests: 1",
                        "it has expired",
                        "1,000 tasks got [token-2], requests: 2");
    }
}
