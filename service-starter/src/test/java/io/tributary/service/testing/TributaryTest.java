package io.tributary.service.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.ContextCustomizerFactories;

/**
 * A test of the whole service on a random port, against a real PostgreSQL, broker and schema registry that start once a JVM. The
 * database is made anew and the topics are emptied for each context; contexts are cached as Spring does.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextCustomizerFactories(OnTestStack.Factory.class)
public @interface TributaryTest {

  /** Name of the service's database; its roles are made too. */
  String database();

  /** More properties, as {@link SpringBootTest#properties()}. */
  @AliasFor(annotation = SpringBootTest.class)
  String[] properties() default {};

  /** The application, where it is not found above the test, as {@link SpringBootTest#classes()}. */
  @AliasFor(annotation = SpringBootTest.class)
  Class<?>[] classes() default {};
}
