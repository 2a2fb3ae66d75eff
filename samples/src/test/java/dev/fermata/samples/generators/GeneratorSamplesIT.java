package dev.fermata.samples.generators;

import dev.fermata.samples.Program;
import org.junit.jupiter.api.Test;

class GeneratorSamplesIT {
    @Test
    void consumer_producer() throws Exception {
        Program.sample("consumer-producer")
                .assertPrinted(
                        "[PRODUCER] Producing 1",
                        "[CONSUMER] Consuming 1",
                        "[PRODUCER] Consumer return: 200 OK",
                        "[PRODUCER] Producing 2",
                        "[CONSUMER] Consuming 2",
                        "[PRODUCER] Consumer return: 200 OK",
                        "[PRODUCER] Producing 3",
                        "[CONSUMER] Consuming 3",
                        "[PRODUCER] Consumer return: 200 OK");
    }

    @Test
    void tree_walk() throws Exception {
        Program.sample("tree-walk")
                .assertPrinted(
                        "all of them:",
                        "  alto",
                        "  bass",
                        "  cello",
                        "  flute",
                        "  harp",
                        "  oboe",
                        "  viola",
                        "the first three, and the walk goes no further:",
                        "  alto",
                        "  bass",
                        "  cello");
    }

    @Test
    void prime_sieve() throws Exception {
        Program.sample("prime-sieve")
                .assertPrinted(
                        "1: 2",
                        "2: 3",
                        "3: 5",
                        "4: 7",
                        "5: 11",
                        "6: 13",
                        "7: 17",
                        "8: 19",
                        "9: 23",
                        "10: 29",
                        "11: 31",
                        "12: 37",
                        "13: 41",
                        "14: 43",
                        "15: 47",
                        "16: 53",
                        "17: 59",
                        "18: 61",
                        "19: 67",
                        "20: 71",
                        "closed, and the last number tried was 71");
    }

    @Test
    void tokenizer() throws Exception {
        Program.sample("tokenizer")
                .assertPrinted(
                        "sent: \"area = wi\"",
                        "  token: area",
                        "  token: =",
                        "sent: \"dth*(hei\"",
                        "  token: width",
                        "  token: *",
                        "  token: (",
                        "sent: \"ght + 2\"",
                        "  token: height",
                        "  token: +",
                        "sent: \"0)\"",
                        "  token: 20",
                        "  token: )",
                        "sent: \";\"",
                        "  token: ;");
    }

    @Test
    void word_counter() throws Exception {
        Program.sample("word-counter")
                .assertPrinted(
                        "\"row row row your boat\": 5 words so far",
                        "\"gently down the stream\": 9 words so far",
                        "\"row your boat\": 12 words so far",
                        "2 x boat",
                        "1 x down",
                        "1 x gently",
                        "4 x row",
                        "1 x stream",
                        "1 x the",
                        "2 x your");
    }
}
