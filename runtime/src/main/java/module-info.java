/** Coroutines and generators for plain Java: the types that users see, and what woven code calls. */
module dev.fermata {
    requires transitive dev.fermata.annotation;
    requires static java.management;
    requires static transitive org.jspecify;

    exports dev.fermata;
    exports dev.fermata.concurrent;
    exports dev.fermata.process;
    exports dev.fermata.sync;
    exports dev.fermata.testing;
    exports dev.fermata.woven;
}
