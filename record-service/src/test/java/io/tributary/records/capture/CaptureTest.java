package io.tributary.records.capture;

import io.tributary.service.testing.TributaryTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The whole service on the real stack, with a capture that looks around often. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TributaryTest(database = "records")
@TestPropertySource(properties = {
    "tributary.capture.heartbeat-interval=500ms",
    "tributary.capture.inspection-interval=1s",
    "tributary.capture.retry-interval=300ms"})
@Import(Captured.class)
@interface CaptureTest {}
