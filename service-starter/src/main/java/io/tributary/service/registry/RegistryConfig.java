package io.tributary.service.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What the serde can be told, under the keys of Confluent's.
 *
 * <p>{@code schema.registry.url} (list, required), {@code auto.register.schemas} (true), {@code specific.avro.reader} (false),
 * {@code basic.auth.credentials.source} (URL or USER_INFO), {@code basic.auth.user.info} ("user:password"),
 * {@code schema.registry.ssl.*} (Kafka's ssl.* keys, JKS, PKCS12 or PEM), {@code http.connect.timeout.ms} (5,000),
 * {@code http.read.timeout.ms} (10,000), {@code max.retries} (3), {@code retries.wait.ms} (200), {@code retries.max.wait.ms} (2,000).
 *
 * @param authorization value of the Authorization header
 * @param ssl Kafka's ssl.* settings; empty: the JDK's defaults
 */
record RegistryConfig(
    List<URI> urls,
    boolean autoRegister,
    boolean specificReader,
    @Nullable String authorization,
    Map<String, Object> ssl,
    Duration connectTimeout,
    Duration readTimeout,
    int retries,
    Duration firstWait,
    Duration longestWait) {

  private static final String URL = "schema.registry.url";
  private static final String SSL_PREFIX = "schema.registry.ssl.";
  private static final String CREDENTIALS = "basic.auth.credentials.source";
  private static final String USER_INFO = "basic.auth.user.info";
  private static final String USER_INFO_LONG = "schema.registry.basic.auth.user.info";

  static RegistryConfig of(Map<String, ?> config) {
    var urls = urls(config.get(URL));
    return new RegistryConfig(
        urls.stream().map(RegistryConfig::withoutUser).toList(),
        flag(config, "auto.register.schemas", true),
        flag(config, "specific.avro.reader", false),
        authorization(config, urls),
        ssl(config),
        millis(config, "http.connect.timeout.ms", 5_000),
        millis(config, "http.read.timeout.ms", 10_000),
        number(config, "max.retries", 3),
        millis(config, "retries.wait.ms", 200),
        millis(config, "retries.max.wait.ms", 2_000));
  }

  private static List<URI> urls(@Nullable Object value) {
    var texts = switch (value) {
      case null -> List.<String>of();
      case Collection<?> several -> several.stream().map(Object::toString).toList();
      default -> Arrays.asList(value.toString().split(","));
    };
    var urls = texts.stream().map(String::strip).filter(text -> !text.isEmpty()).map(RegistryConfig::url).toList();
    if (urls.isEmpty()) {
      throw new IllegalArgumentException(URL + " is missing: name the schema registry, http://127.0.0.1:8081 for instance.");
    }
    return urls;
  }

  private static URI url(String text) {
    var url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (url.getHost() == null) {
      throw new IllegalArgumentException(URL + " has to be an http or https address; it is not: " + withoutUser(url));
    }
    return url;
  }

  private static URI withoutUser(URI url) {
    return url.getRawUserInfo() == null ? url : URI.create(url.toString().replace(url.getRawUserInfo() + "@", ""));
  }

  private static @Nullable String authorization(Map<String, ?> config, List<URI> urls) {
    var source = text(config, CREDENTIALS, "URL");
    var user = switch (source) {
      case "URL" -> urls.getFirst().getUserInfo();
      case "USER_INFO" -> text(config, USER_INFO_LONG, text(config, USER_INFO, ""));
      default -> throw new IllegalArgumentException(CREDENTIALS + " is URL or USER_INFO, not " + source);
    };
    return user == null || user.isEmpty()
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> ssl(Map<String, ?> config) {
    var ssl = new HashMap<String, Object>();
    config.forEach((key, value) -> {
      if (key.startsWith(SSL_PREFIX) && value != null) {
        var name = key.substring("schema.registry.".length());
        ssl.put(name, secret(name) ? new Password(plain(value)) : value);
      }
    });
    return ssl;
  }

  private static boolean secret(String name) {
    return name.endsWith(".password") || name.equals("ssl.keystore.key") || name.endsWith(".certificates")
        || name.endsWith(".certificate.chain");
  }

  private static Duration millis(Map<String, ?> config, String key, int otherwise) {
    return Duration.ofMillis(number(config, key, otherwise));
  }

  private static int number(Map<String, ?> config, String key, int otherwise) {
    var text = text(config, key, Integer.toString(otherwise));
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(key + " has to be a whole number from 0, not \"" + text + "\"");
    }
  }

  private static boolean flag(Map<String, ?> config, String key, boolean otherwise) {
    return Boolean.parseBoolean(text(config, key, Boolean.toString(otherwise)));
  }

  private static String text(Map<String, ?> config, String key, String otherwise) {
    var value = config.get(key);
    return value == null ? otherwise : plain(value).strip();
  }

  private static String plain(Object value) {
    return value instanceof Password password ? password.value() : value.toString();
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return "registry " + urls;
  }
}
