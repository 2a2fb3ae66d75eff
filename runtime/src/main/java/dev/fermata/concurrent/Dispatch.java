package dev.fermata.concurrent;

/**
 * A task on its way to a worker.
 *
 * @param sequence its number among those of the worker
 * @param epoch in which it may be claimed
 * @param ahead whether it must be claimed, because the worker is still at another one
 */
record Dispatch(ProcessTask<?> task, Worker worker, int sequence, int epoch, boolean ahead) {}
