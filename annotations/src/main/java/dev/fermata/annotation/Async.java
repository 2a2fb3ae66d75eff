package dev.fermata.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may stop at a suspension point and go on later.
 *
 * <p>What the method becomes follows from its return type: {@code dev.fermata.Generator} makes it a generator. The
 * Fermata agent, or Fermata at build time, rewrites ("weaves") the body; calling the method then runs nothing of it and
 * returns the generator. A lambda cannot carry the annotation: its body is woven when it yields and its type is one of
 * these.
 *
 * <p>An abstract or a native method may carry the annotation; it documents the intent and nothing is woven.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Async {}
