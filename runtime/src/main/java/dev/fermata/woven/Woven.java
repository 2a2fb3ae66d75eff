package dev.fermata.woven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a class that has been woven, so that it is not woven again. */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Woven {
    /**
     * The version of the contract between weaver and runtime.
     *
     * @return the version that the weaver wrote
     */
    int contract();
}
