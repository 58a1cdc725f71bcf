package io.tributary.participants;

import io.tributary.service.testing.TributaryTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test of the whole service on the real stack; all of them share one context. {@link Resolver} feeds it, {@link Api} reads it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TributaryTest(database = "communications", properties = "tributary.care.enabled=false")
@Import({Resolver.class, Api.class, Overlap.class})
public @interface ResolverTest {}
