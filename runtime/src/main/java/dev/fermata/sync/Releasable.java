package dev.fermata.sync;

/** What can be held. */
interface Releasable {
    void release();
}
