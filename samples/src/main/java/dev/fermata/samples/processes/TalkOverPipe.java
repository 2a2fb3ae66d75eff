package dev.fermata.samples.processes;

import dev.fermata.process.Pipe;
import dev.fermata.process.PipeEnd;
import dev.fermata.process.Process;
import java.io.EOFException;
import java.io.IOException;

/** Two processes talk over a pipe: one asks, one answers. When the one that asks has closed its end, the other one stops. */
public final class TalkOverPipe {
    private TalkOverPipe() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try (Pipe<String, Integer> pipe = Pipe.create()) {
            PipeEnd<String, Integer> asking = pipe.first();
            PipeEnd<Integer, String> answering = pipe.second();
            Process asks = new Process(() -> ask(asking));
            Process answers = new Process(() -> answer(answering));
            answers.start();
            asks.start();
            asks.join();
            answers.join();
        }
    }

    private static void ask(PipeEnd<String, Integer> pipe) throws IOException, InterruptedException {
        try (pipe) {
            for (String word : new String[] {"a", "fermata", "holds"}) {
                pipe.send(word);
                System.out.println("letters in " + word + ": " + pipe.receive());
            }
        }
    }

    private static void answer(PipeEnd<Integer, String> pipe) throws IOException, InterruptedException {
        try {
            while (true) {
                pipe.send(pipe.receive().length());
            }
        } catch (EOFException e) {
            System.out.println("no more questions");
        }
    }
}
