package methods;

import static dev.fermata.Asyncio.done;

import dev.fermata.Generator;
import dev.fermata.annotation.Async;
import java.util.function.Supplier;

/** Bodies that use what only their class may: private and protected members, also of another package. */
public class Access extends support.Ancestor {
    private int secret = 1;
    private static long sharedSecret;

    private int secret(int x) {
        return secret += x;
    }

    private static final class Friend {
        private String own = "friend";

        private Friend(Object a) {
            own += a;
        }

        private String tell(Access access) {
            return own + access.secret;
        }
    }

    @Async
    private Generator<Object, Object, Object> body() {
        sharedSecret = 5;
        secret += Generator.<Integer>yield(secret);
        int x = secret(Generator.<Integer>yield(2));
        sharedSecret += Generator.<Long>yield(sharedSecret);
        return done(x + sharedSecret + new Friend(Generator.yield("!")).tell(this));
    }

    @Async
    public static Generator<Object, Object, Object> to_private_members() {
        return new Access().body();
    }

    @Async
    private Generator<Object, Object, Object> protectedMembers() {
        inherited += Generator.<String>yield(inherited);
        String text = describe(Generator.<Integer>yield(1)) + super.describe(2);
        shared++;
        shared += Generator.<Integer>yield(1);
        Supplier<String> reference = super::toString;
        return done(text + inherited + (shared > 1) + reference.get() + super.hashCode());
    }

    @Override
    protected String describe(int n) {
        return "overridden " + n;
    }

    @Async
    public static Generator<Object, Object, Object> to_protected_members_of_another_package() {
        return new Access().protectedMembers();
    }

    @Async
    @Override
    protected Generator<Object, Object, Object> items(String a) {
        Object value = Generator.yieldFrom(super.items(a + Generator.yield("own")));
        return done("own " + value);
    }

    @Async
    public static Generator<Object, Object, Object> to_a_protected_generator_of_another_package() {
        return new Access().items("a");
    }
}
