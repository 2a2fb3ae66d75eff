package dev.fermata.woven;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the weaver knows about a frame class; read for messages and dumps only, so that it costs nothing else. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FrameInfo {
    /**
     * The method that was woven.
     *
     * @return its name, as {@code Shop.buy}, without the package
     */
    String method();

    /**
     * The source file of the method.
     *
     * @return its name; empty if the class file does not say
     */
    String file();

    /**
     * The line of each label.
     *
     * @return the line at the index of the label, the first line of the method at index 0; 0 where the class file does
     *     not say
     */
    int[] lines();

    /**
     * The variables that the frame holds, by name.
     *
     * @return per label {@code field=name} pairs with a comma between; empty where the class file has no names
     */
    String[] variables();
}
