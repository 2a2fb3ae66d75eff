/** The annotation that marks a method as resumable. It needs nothing but the JDK. */
module dev.fermata.annotation {
    exports dev.fermata.annotation;
}
