package dev.fermata.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may stop at a suspension point and go on later.
 *
 * <p>What the method becomes follows from its return type:
 * <ul>
 *   <li>{@code dev.fermata.Coroutine}: it awaits. Calling it runs nothing of the body.
 *   <li>{@code dev.fermata.Generator}: it yields. Calling it runs nothing of the body.
 *   <li>{@code dev.fermata.AsyncGenerator}: it does both. Calling it runs nothing of the body.
 *   <li>{@link java.util.concurrent.CompletableFuture} or {@link java.util.concurrent.CompletionStage}: it awaits, and begins at
 *       once, on the thread that calls it. If an event loop runs there, it goes on as a task of that; if none does, on the
 *       thread that completes what it awaits, and what needs a loop fails.
 * </ul>
 *
 * <p>The Fermata agent, or Fermata at build time, rewrites ("weaves") the body. Without that, whatever suspends throws an
 * {@link IllegalStateException} that says so. A lambda cannot carry the annotation: its body is woven if it awaits or yields
 * and returns one of these types.
 *
 * <p>An abstract or a native method may carry the annotation; it documents the intent and nothing is woven. What cannot be
 * woven, such as a synchronized method, is reported, and throws when it is called.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
