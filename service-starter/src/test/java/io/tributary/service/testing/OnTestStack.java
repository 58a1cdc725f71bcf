package io.tributary.service.testing;

import io.tributary.local.TestStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Points a service at the shared stack. A record, so that equal ones share a context. */
record OnTestStack(String database) implements ContextCustomizer {

  private static final CountDownLatch CONTEXTS_CLOSED = new CountDownLatch(1);

  static {
    SpringApplication.getShutdownHandlers().add(CONTEXTS_CLOSED::countDown);
    TestStack.shared().endAfter(CONTEXTS_CLOSED);
  }

  @Override
  public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
    var stack = TestStack.shared();
    stack.createDatabase(database);
    EmptyTopics.of(stack.bootstrapServers());
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test stack", properties(stack)));
  }

  private Map<String, Object> properties(TestStack stack) {
    var properties = new HashMap<String, Object>();
    properties.put("tributary.database.name", database);
    properties.put("spring.datasource.url", stack.jdbcUrl(database));
    properties.put("spring.datasource.username", database + "_service");
    properties.put("spring.datasource.password", database + "_service");
    properties.put("spring.flyway.user", database + "_owner");
    properties.put("spring.flyway.password", database + "_owner");
    properties.put("spring.kafka.bootstrap-servers", stack.bootstrapServers());
    properties.put("tributary.registry.url", stack.registryUrl());
    properties.put("tributary.registry.properties.auto.register.schemas", "true");
    properties.put("tributary.security.public-key", TestTokens.publicKey().toUri().toString());
    properties.put("tributary.secrets.keyset", stack.keyset().toUri().toString());
    properties.put("server.address", "127.0.0.1");
    return properties;
  }

  /** Finds the annotation. */
  static final class Factory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
        Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
      var annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, TributaryTest.class);
      return annotation == null ? null : new OnTestStack(annotation.database());
    }
  }
}
