package dev.fermata;

/** The threads of a loop. */
final class Executors {
    Executors(EventLoop loop) {}

    void close() {}
}
