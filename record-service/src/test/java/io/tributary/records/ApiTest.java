package io.tributary.records;

import io.tributary.service.testing.TributaryTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/** A test of the API over HTTP; all of them share one context, in which nothing is captured. {@link Api} calls it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TributaryTest(database = "records", properties = "tributary.capture.enabled=false")
@Import(Api.class)
public @interface ApiTest {}
